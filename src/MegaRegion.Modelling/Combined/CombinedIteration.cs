namespace MegaRegion.Modelling.Combined;

/// <summary>
/// State of a combined model at the start of an iteration; every figure belongs to the same trips and flows. The objective
/// exceeds the optimum by at most <paramref name="RouteGap"/> + <paramref name="DemandGap"/>.
/// </summary>
/// <param name="Number">Iteration, counted from 1.</param>
/// <param name="RelativeGap">(route gap + demand gap) / total cost.</param>
/// <param name="RouteGap">Total cost less what the same trips would cost on cheapest paths.</param>
/// <param name="DemandGap">What the trips called for at the cheapest costs gain on the present ones: <see cref="ITripDemand.Divergence"/>.</param>
/// <param name="Objective">Beckmann objective plus <see cref="ITripDemand.Penalty"/>.</param>
/// <param name="Beckmann">The Beckmann objective Σ ∫₀ˣ t(w) dw alone.</param>
/// <param name="TotalCost">Total cost Σ x t(x) on the network.</param>
/// <param name="Residual">Σ |S − T| / Σ T over all modes, S being the trips called for.</param>
public readonly record struct CombinedIteration(
    int Number, double RelativeGap, double RouteGap, double DemandGap, double Objective, double Beckmann, double TotalCost, double Residual);
