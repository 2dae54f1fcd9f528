using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Trips as the answer to costs that comes from a convex problem: at costs u they are the tables T ≥ 0 that minimise
/// Φ(T) + Σ u T₀ under constraints that are linear in T, where T₀ is the table of trips on the network and further tables
/// are modes that do not use it. Φ is convex; −Φ is what the travellers gain from travelling. Entropies give logit and
/// gravity models.
/// </summary>
public interface ITripDemand
{
    /// <summary>Number of tables; the first is the one on the network.</summary>
    int ModeCount { get; }

    /// <summary>The trips that costs call for.</summary>
    /// <param name="cost">Cost u between zones on the network; +∞ where there is no path; the diagonal is 0.</param>
    /// <returns>One table for each mode, a continuous function of the costs; or why there are none.</returns>
    Outcome<OdMatrix[]> Trips(OdMatrix cost);

    /// <summary>Φ(T).</summary>
    /// <param name="trips">Tables that satisfy the constraints.</param>
    double Penalty(IReadOnlyList<OdMatrix> trips);

    /// <summary>Φ(T) − Φ(S) − ∇Φ(S)·(T − S), at least 0: by how much T misses the minimum that S attains at its costs.</summary>
    /// <param name="trips">T.</param>
    /// <param name="called">S, trips that some costs call for.</param>
    double Divergence(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> called);

    /// <summary>Derivative of Φ(T + λ d) with respect to λ.</summary>
    /// <param name="trips">T.</param>
    /// <param name="direction">d.</param>
    /// <param name="step">λ, such that T + λ d is not negative.</param>
    /// <param name="curvature">The second derivative.</param>
    double Slope(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> direction, double step, out double curvature);
}
