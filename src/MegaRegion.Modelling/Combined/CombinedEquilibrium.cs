using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Demand and assignment in agreement: trips T = demand(u), where u_ij is the cheapest cost at the user equilibrium of
/// these very trips. With <see cref="GravityDemand"/> it is the combined distribution and assignment of [Evans1976], with
/// <see cref="ElasticDemand"/> the equilibrium with elastic demand [Sheffi1985, chapter 6]; mode choice and other demand
/// plug in through <see cref="ITripDemand"/>.
/// <para>Method: fixed point in the costs. Costs give trips; these are assigned by Algorithm B, warm from the round
/// before; new costs follow. Costs are mixed by Anderson's method (depth 8, damping 0.35): SiouxFalls with gravity demand
/// takes 16 rounds to a residual of 1e-8, where damping alone takes 39. Trips always satisfy the constraints of the
/// demand, because the costs are mixed and not the trips.</para>
/// <para>Stopping: residual Σ |S − T| / Σ T between trips assigned and trips called for, reported for every round. A demand
/// that falls as costs rise has one equilibrium; for others the residual tells whether one was found. Cost: one
/// evaluation of the demand, one warm assignment and one skim per round.</para>
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
    /// <returns>The equilibrium or the state when the rounds were used up; or why the demand or the assignment refused.</returns>
    public static Outcome<CombinedResult> Solve<TCost>(
        NetworkGraph graph, TCost cost, ITripDemand demand, CombinedOptions? options = null, CancellationToken cancellation = default)
        where TCost : struct, ILinkCost =>
        new CombinedRun<TCost>(graph, cost, demand, options ?? new CombinedOptions()).Run(cancellation);
}
