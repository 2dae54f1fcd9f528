using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Demand and assignment in agreement: trips T are what the cheapest costs u call for, and u are the costs at the user
/// equilibrium of these very trips. With <see cref="GravityDemand"/> it is the combined distribution and assignment of
/// [Evans1976], with other modes also their choice [Safwat1988], with <see cref="ElasticDemand"/> the equilibrium with
/// elastic demand [Sheffi1985, chapter 6].
/// <para>Problem: one convex objective Z(T, x) = Σ_a ∫₀^{x_a} t_a(w) dw + Φ(T) over trips that satisfy the demand's
/// constraints and link flows that carry them; see <see cref="ITripDemand"/> for Φ.</para>
/// <para>Gap: with costs t at (T, x), cheapest costs u and S the trips that u calls for, convexity gives
/// Z(T, x) − Z* ≤ (Σ x t − Σ T u) + (Φ(T) + Σ u T − Φ(S) − Σ u S). The first term is the gap of the routes, the second that
/// of the demand; both are at least 0 and both vanish only at the optimum. The second equals the divergence of Φ, which is
/// computed without cancellation. Relative gaps are divided by Σ x t.</para>
/// <para>Method: partial linearisation [Evans1976] on bushes [Bar-Gera2003]. An iteration sweeps the shortest paths of all
/// origins, which gives the gap, and lets the bushes take up the better links (<see cref="Assignment.BushAssignment"/>). Then
/// steps of demand and of route alternate inside the bushes until a small part of the gap is left: the demand moves along
/// S − T, made conjugate to the step before [Polak1969], with link flows following along the paths in use, by the step
/// that minimises Z on the line exactly; then Newton shifts balance the paths. The objective falls with every step.</para>
/// <para>Stopping: relative gap, number of sweeps, or the precision of numbers. Cost: a sweep per iteration; per step one
/// evaluation of the demand and three passes over the bushes. SiouxFalls with gravity demand takes 6 sweeps to a gap of
/// 1e-13, where a fixed point of the costs with damping 0.35 takes 39 equilibrium assignments.</para>
/// </summary>
public static class CombinedEquilibrium
{
    /// <summary>Solves demand and assignment together.</summary>
    /// <typeparam name="TCost">The link cost functions.</typeparam>
    /// <param name="graph">The network.</param>
    /// <param name="cost">Cost of each link as a function of its flow.</param>
    /// <param name="demand">Trips as a function of costs.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="cancellation">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The equilibrium, or the best that was found with its gap; or why the demand refused.</returns>
    public static Outcome<CombinedResult> Solve<TCost>(
        NetworkGraph graph, TCost cost, ITripDemand demand, CombinedOptions? options = null, CancellationToken cancellation = default)
        where TCost : struct, ILinkCost =>
        CombinedSolver<TCost>.Start(graph, cost, demand, options ?? new CombinedOptions(), cancellation) is var start && start.IsOk
            ? start.Value.Solve(cancellation)
            : Outcome<CombinedResult>.Refused(start.Problems);
}
