using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Flow, cost and slope of every link, by link index, kept consistent with each other. Classes share flow and slope; the
/// cost of a class is the common cost t_a(x_a) plus its toll.
/// </summary>
/// <typeparam name="TCost">The link cost functions.</typeparam>
internal sealed class LinkState<TCost>
    where TCost : struct, ILinkCost
{
    private readonly double[][] _tolls;
    private readonly double[][] _costs;
    private readonly double[][] _flows;

    /// <summary>Links without flow. Call <see cref="Refresh"/> before costs are used.</summary>
    /// <param name="function">t_a.</param>
    /// <param name="linkCount">Number of links.</param>
    /// <param name="tolls">Toll of each link by class, empty for none.</param>
    public LinkState(TCost function, int linkCount, double[][] tolls)
    {
        (Function, _tolls, Flow, Slope) = (function, tolls, new double[linkCount], new double[linkCount]);
        _costs = [.. tolls.Select(_ => new double[linkCount])];
        _flows = tolls.Length == 1 ? [Flow] : [.. tolls.Select(_ => new double[linkCount])];
    }

    /// <summary>t_a.</summary>
    public TCost Function { get; }

    /// <summary>x_a, of all classes.</summary>
    public double[] Flow { get; }

    /// <summary>t_a′(x_a).</summary>
    public double[] Slope { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount => _costs.Length;

    /// <summary>Cost to a class.</summary>
    public double[] CostOf(int travelClass) => _costs[travelClass];

    /// <summary>Flow of a class as it was when flows were last summed up; with one class it is <see cref="Flow"/> itself.</summary>
    public double[] FlowOf(int travelClass) => _flows[travelClass];

    /// <summary>Removes all flow; costs stay until <see cref="Refresh"/>.</summary>
    public void Clear()
    {
        Array.Clear(Flow);
        foreach (var flow in _flows)
            Array.Clear(flow);
    }

    /// <summary>Adds flow of a class; costs stay until <see cref="Refresh"/>.</summary>
    public void Add(int travelClass, ReadOnlySpan<BushLink> links)
    {
        var own = _flows[travelClass];
        foreach (ref readonly var link in links)
            Flow[link.Link] += link.Flow;
        if (own == Flow)
            return;
        foreach (ref readonly var link in links)
            own[link.Link] += link.Flow;
    }

    /// <summary>Takes flow of a class away; costs stay until <see cref="Refresh"/>.</summary>
    public void Remove(int travelClass, ReadOnlySpan<BushLink> links)
    {
        var own = _flows[travelClass];
        foreach (ref readonly var link in links)
        {
            Flow[link.Link] = Math.Max(0, Flow[link.Link] - link.Flow);
            if (own != Flow)
                own[link.Link] = Math.Max(0, own[link.Link] - link.Flow);
        }
    }

    /// <summary>Recomputes costs and slopes of all links from their flows.</summary>
    public void Refresh()
    {
        for (var link = 0; link < Flow.Length; link++)
            Update(link, Flow[link]);
    }

    /// <summary>Sets the flow of a link and what follows from it.</summary>
    public void Update(int link, double flow)
    {
        Flow[link] = flow;
        var cost = Function.Cost(link, flow, out Slope[link]);
        for (var k = 0; k < _costs.Length; k++)
            _costs[k][link] = _tolls[k].Length == 0 ? cost : cost + _tolls[k][link];
    }

    /// <summary>Cost of every link before tolls.</summary>
    public double[] CommonCost() => [.. Flow.Select((flow, link) => Function.Cost(link, flow))];

    /// <summary>Σ x (t(x) + toll), added in the order of classes and links.</summary>
    public double TotalCost()
    {
        var sum = 0.0;
        for (var k = 0; k < _flows.Length; k++)
        {
            for (var link = 0; link < Flow.Length; link++)
                sum += _flows[k][link] > 0 ? _flows[k][link] * _costs[k][link] : 0;
        }

        return sum;
    }

    /// <summary>Where the assignment stands when all trips on shortest paths would cost <paramref name="shortestCost"/>.</summary>
    public AssignmentIteration Measure(int iteration, double shortestCost)
    {
        var total = TotalCost();
        return new AssignmentIteration(iteration, total > 0 ? (total - shortestCost) / total : 0, Objective(), total);
    }

    /// <summary>Σ ∫₀ˣ t(w) dw + Σ x · toll, added in the order of links, then of classes.</summary>
    private double Objective()
    {
        var sum = 0.0;
        for (var link = 0; link < Flow.Length; link++)
            sum += Function.Integral(link, Flow[link]);
        for (var k = 0; k < _flows.Length; k++)
        {
            for (var link = 0; link < _tolls[k].Length; link++)
                sum += _flows[k][link] > 0 ? _flows[k][link] * _tolls[k][link] : 0;
        }

        return sum;
    }
}
