namespace MegaRegion.Scenarios.Running;

/// <summary>How far a run is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Gap">Residual of demand against load, or of the assignment, whichever was last known; NaN before the first.</param>
/// <param name="Fraction">Part of the work that is done, 0 to 1, an estimate.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Left">Estimate of the time that is left; null when nothing is known yet.</param>
public readonly record struct RunProgress(RunStage Stage, double Gap, double Fraction, TimeSpan Elapsed, TimeSpan? Left);
