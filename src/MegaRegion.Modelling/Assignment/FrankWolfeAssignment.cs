using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// User equilibrium by the bi-conjugate Frank-Wolfe method [Mitradjieva2013], the simple method: it keeps only link
/// flows, needs little memory and is good to gaps of about 1e-4.
/// <para>Problem: as in <see cref="BushAssignment"/>. Method: at flows x the all-or-nothing flows y point downhill. The
/// direction leads to a target s = β₀ y + β₁ s₁ + β₂ s₂ that mixes y with the two targets before, s₁ and s₂, such that
/// it is conjugate to both last directions with respect to the Hessian diag(t′(x)) (equations 15 to 21 of the source).
/// The step λ ∈ [0, 1] along s − x minimises the Beckmann objective; it is found by safeguarded Newton steps on its
/// derivative Σ (s − x) t(x + λ (s − x)).</para>
/// <para>Stopping: relative gap (Σ x t − Σ y t) / Σ x t, or number of iterations. Cost: one all-origins sweep per
/// iteration and a few passes over the links. Results do not depend on the number of workers.</para>
/// </summary>
public static class FrankWolfeAssignment
{
    /// <summary>Solves a user equilibrium.</summary>
    /// <typeparam name="TCost">The link cost functions.</typeparam>
    /// <param name="graph">The network.</param>
    /// <param name="cost">Cost of each link as a function of its flow.</param>
    /// <param name="trips">Trips between the zones of the network; the diagonal is not assigned.</param>
    /// <param name="options">When to stop and how many threads to use.</param>
    /// <param name="cancellation">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The flows, or which trips are wrong or have no path.</returns>
    public static Outcome<AssignmentResult> Solve<TCost>(
        NetworkGraph graph, TCost cost, OdMatrix trips, AssignmentOptions options, CancellationToken cancellation = default)
        where TCost : struct, ILinkCost
    {
        var list = TripList.Create(graph, trips);
        return list.IsOk
            ? new FrankWolfeSolver<TCost>(graph, cost, list.Value, options).Solve(cancellation)
            : Outcome<AssignmentResult>.Refused(list.Problems);
    }
}
