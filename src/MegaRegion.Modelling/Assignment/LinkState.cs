using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>Flow, cost and slope of every link, by link index, kept consistent with each other.</summary>
/// <typeparam name="TCost">The link cost functions.</typeparam>
internal sealed class LinkState<TCost>(TCost function, int linkCount)
    where TCost : struct, ILinkCost
{
    /// <summary>x_a.</summary>
    public double[] Flow { get; } = new double[linkCount];

    /// <summary>t_a(x_a).</summary>
    public double[] Cost { get; } = new double[linkCount];

    /// <summary>t_a′(x_a).</summary>
    public double[] Slope { get; } = new double[linkCount];

    public TCost Function => function;

    /// <summary>Recomputes costs and slopes of all links from their flows.</summary>
    public void Refresh()
    {
        for (var link = 0; link < Flow.Length; link++)
            Cost[link] = function.Cost(link, Flow[link], out Slope[link]);
    }

    /// <summary>Σ x t(x), added in link order.</summary>
    public double TotalCost()
    {
        var sum = 0.0;
        for (var link = 0; link < Flow.Length; link++)
            sum += Flow[link] * Cost[link];
        return sum;
    }

    /// <summary>Σ ∫₀ˣ t(w) dw, added in link order.</summary>
    public double Objective()
    {
        var sum = 0.0;
        for (var link = 0; link < Flow.Length; link++)
            sum += function.Integral(link, Flow[link]);
        return sum;
    }

    /// <summary>Where the assignment stands when all trips on shortest paths would cost <paramref name="shortestCost"/>.</summary>
    public AssignmentIteration Measure(int iteration, double shortestCost)
    {
        var total = TotalCost();
        return new AssignmentIteration(iteration, total > 0 ? (total - shortestCost) / total : 0, Objective(), total);
    }
}
