namespace MegaRegion.Scenarios.Results;

/// <summary>How well a run is solved.</summary>
/// <param name="Gaps">Relative gap of the assignment, by round.</param>
/// <param name="Residuals">Σ |trips called for − trips assigned| / Σ trips, by round.</param>
/// <param name="RelativeGap">The larger of the last two.</param>
/// <param name="CouplingResidual">Largest |x − s − Γ x| over pairs and layers.</param>
/// <param name="SpectralRadius">Of Γ; below 1.</param>
/// <param name="StopReason"><c>gapReached</c> or <c>roundLimit</c>.</param>
public sealed record Convergence(
    IReadOnlyList<double> Gaps,
    IReadOnlyList<double> Residuals,
    double RelativeGap,
    double CouplingResidual,
    double SpectralRadius,
    string StopReason);
