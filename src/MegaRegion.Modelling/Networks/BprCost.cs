using System.Runtime.CompilerServices;

namespace MegaRegion.Modelling.Networks;

/// <summary>
/// The Bureau of Public Roads function with generalised cost [BPR1964]:
/// t(x) = t₀ (1 + B (x / C)^p) + w_toll·toll + w_dist·length,
/// where t₀ is <see cref="NetworkLink.FreeFlowTime"/>, C the capacity, p the power. The flow-free part is kept as one
/// constant, the rest as slope · (x/C)^p with slope = t₀ B, so huge capacities and powers neither overflow nor lose
/// digits. Special cases: t₀ = 0 or B = 0 gives a constant; p = 0 gives the constant t₀ (1 + B); for 0 &lt; p &lt; 1 the
/// derivative at 0 is infinite and is evaluated at x/C = <see cref="SmallestRatio"/> instead.
/// </summary>
public readonly struct BprCost : ICurvedLinkCost
{
    /// <summary>Flow-capacity ratio below which the derivative of a power under 1 (2 for curvature) is held.</summary>
    public const double SmallestRatio = 1e-9;

    private readonly Coefficients[] _links;

    /// <summary>Cost functions of all links of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weights">Weights of toll and length.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coefficient is negative or not finite, or a congestible link has no capacity.</exception>
    public BprCost(NetworkGraph graph, CostWeights weights)
    {
        _links = new Coefficients[graph.LinkCount];
        for (var link = 0; link < _links.Length; link++)
            _links[link] = Compile(graph.Definition.Links[graph.FileLinkOf[link]], weights);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Cost(int link, double flow)
    {
        ref readonly var c = ref _links[link];
        return c.Constant + (c.Slope * Power(flow * c.InverseCapacity, c.Power));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Cost(int link, double flow, out double derivative)
    {
        ref readonly var c = ref _links[link];
        var ratio = flow * c.InverseCapacity;
        if (c.Power == 4)
        {
            var cubed = ratio * ratio * ratio * c.Slope;
            derivative = 4 * cubed * c.InverseCapacity;
            return c.Constant + (cubed * ratio);
        }

        derivative = Derivative(in c, ratio);
        return c.Constant + (c.Slope * Power(ratio, c.Power));
    }

    /// <inheritdoc/>
    public double Curvature(int link, double flow)
    {
        ref readonly var c = ref _links[link];
        if (c.Slope == 0 || c.Power == 1)
            return 0;
        var ratio = flow * c.InverseCapacity;
        if (c.Power < 2)
            ratio = Math.Max(ratio, SmallestRatio);
        return c.Slope * c.Power * (c.Power - 1) * Math.Pow(ratio, c.Power - 2) * c.InverseCapacity * c.InverseCapacity;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Integral(int link, double flow)
    {
        ref readonly var c = ref _links[link];
        return flow * (c.Constant + (c.Slope * Power(flow * c.InverseCapacity, c.Power) / (c.Power + 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Power(double ratio, double power)
    {
        if (power == 4)
        {
            var squared = ratio * ratio;
            return squared * squared;
        }

        return power == 1 ? ratio : Math.Pow(ratio, power);
    }

    private static double Derivative(in Coefficients c, double ratio)
    {
        if (c.Slope == 0)
            return 0;
        if (c.Power == 1)
            return c.Slope * c.InverseCapacity;
        if (c.Power < 1)
            ratio = Math.Max(ratio, SmallestRatio);
        return c.Slope * c.Power * Math.Pow(ratio, c.Power - 1) * c.InverseCapacity;
    }

    private static Coefficients Compile(NetworkLink link, CostWeights weights)
    {
        var constant = link.FreeFlowTime + (weights.Toll * link.Toll) + (weights.Distance * link.Length);
        var slope = link.FreeFlowTime * link.B;
        if (link.Power == 0)
            (constant, slope) = (constant + slope, 0);
        if (!(constant >= 0 && slope >= 0 && link.Power >= 0) || !double.IsFinite(constant + slope + link.Power))
            throw new ArgumentOutOfRangeException(nameof(link), link, "Cost coefficients must be finite and not negative.");
        if (slope == 0)
            return new Coefficients(constant, 0, 0, 4);
        if (!(link.Capacity > 0))
            throw new ArgumentOutOfRangeException(nameof(link), link, "A link that congests needs a capacity above 0.");
        return new Coefficients(constant, slope, 1 / link.Capacity, link.Power);
    }

    private readonly record struct Coefficients(double Constant, double Slope, double InverseCapacity, double Power);
}
