using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>A solved stochastic assignment. Arrays are in the order of the network file.</summary>
/// <param name="LinkFlow">Flow of each link.</param>
/// <param name="LinkCost">Cost of each link at its flow.</param>
/// <param name="Satisfaction">Expected cost −(1/θ) ln Σ exp(−θ c) over the efficient paths of every pair; +∞ without a path, 0 on the diagonal.</param>
/// <param name="Residuals">Residual of every loading; the last belongs to the flows.</param>
/// <param name="Converged">Whether the last residual met the target.</param>
public sealed record StochasticResult(
    double[] LinkFlow, double[] LinkCost, OdMatrix Satisfaction, IReadOnlyList<double> Residuals, bool Converged);
