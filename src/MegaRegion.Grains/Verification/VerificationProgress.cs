namespace MegaRegion.Grains.Verification;

/// <summary>How far a verification is.</summary>
/// <param name="ReportsDone">Reports read.</param>
/// <param name="ReportsTotal">Reports to read.</param>
public readonly record struct VerificationProgress(long ReportsDone, long ReportsTotal);
