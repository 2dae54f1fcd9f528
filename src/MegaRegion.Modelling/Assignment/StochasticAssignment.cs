using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Stochastic user equilibrium with logit choice of path [Fisk1980; Sheffi1985, chapter 12]: trips of a pair take path p with
/// probability exp(−θ c_p) / Σ exp(−θ c_q) at the costs that they cause. Towards θ → ∞ it is the user equilibrium, at small θ
/// travellers hardly mind costs. It serves scheduled modes, whose passengers see costs differently.
/// <para>Paths are the efficient ones of [Dial1971]: every link of them leads further from the origin on the empty network.
/// The set is the same in every iteration, so the equilibrium is well defined and unique where costs increase. They are
/// loaded without being listed: in the order of distance W_j = Σ W_i exp(−θ c_ij), backwards by shares W_i exp(−θ c_ij) / W_j,
/// with W kept as logarithms so that no cost underflows.</para>
/// <para>Method: fixed point of link costs c = t(y(c)), mixed by Anderson's method. Stopping: residual Σ|y − x| / Σ x. Cost per
/// iteration: two passes over the efficient links of every origin.</para>
/// </summary>
public static class StochasticAssignment
{
    /// <summary>Solves a stochastic user equilibrium.</summary>
    /// <typeparam name="TCost">The link cost functions.</typeparam>
    /// <param name="graph">The network.</param>
    /// <param name="cost">Cost of each link as a function of its flow.</param>
    /// <param name="trips">Trips between the zones; the diagonal is not assigned.</param>
    /// <param name="dispersion">θ, above 0, per unit of cost.</param>
    /// <param name="options">When to stop; null takes the defaults.</param>
    /// <param name="cancellation">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The flows, or which trips are wrong or have no path.</returns>
    public static Outcome<StochasticResult> Solve<TCost>(
        NetworkGraph graph, TCost cost, OdMatrix trips, double dispersion, StochasticOptions? options = null, CancellationToken cancellation = default)
        where TCost : struct, ILinkCost
    {
        if (!(dispersion > 0 && double.IsFinite(dispersion)))
            throw new ArgumentOutOfRangeException(nameof(dispersion), dispersion, "Dispersion must be above 0.");
        var list = TripList.Create(graph, trips);
        return list.IsOk
            ? new StochasticSolver<TCost>(graph, cost, list.Value, dispersion, options ?? new StochasticOptions()).Solve(cancellation)
            : Outcome<StochasticResult>.Refused(list.Problems);
    }
}
