using System.Runtime.CompilerServices;

namespace MegaRegion.Modelling.Networks;

/// <summary>
/// Marginal social cost m(x) = t(x) + x t′(x) of another cost function. A user equilibrium under m is the system
/// optimum under t [Sheffi1985, eq. 3.31], and its Beckmann objective is the total travel time.
/// </summary>
/// <typeparam name="TCost">The cost function t.</typeparam>
public readonly struct MarginalCost<TCost> : ILinkCost
    where TCost : struct, ICurvedLinkCost
{
    private readonly TCost _inner;

    /// <summary>Marginal cost of a cost function.</summary>
    /// <param name="inner">The cost function t.</param>
    public MarginalCost(TCost inner) => _inner = inner;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Cost(int link, double flow) => _inner.Cost(link, flow, out var slope) + (flow * slope);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Cost(int link, double flow, out double derivative)
    {
        var cost = _inner.Cost(link, flow, out var slope);
        derivative = (2 * slope) + (flow * _inner.Curvature(link, flow));
        return cost + (flow * slope);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Integral(int link, double flow) => flow * _inner.Cost(link, flow);
}
