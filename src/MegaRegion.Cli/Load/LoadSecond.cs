namespace MegaRegion.Cli.Load;

/// <summary>A second of a load, for the progress line.</summary>
/// <param name="Elapsed">Since its beginning.</param>
/// <param name="OfferedReports">In this second.</param>
/// <param name="AcknowledgedReports">In this second.</param>
/// <param name="AcknowledgedFlows">In this second.</param>
/// <param name="P50">Latency of the reports acknowledged in this second.</param>
/// <param name="P99">The same.</param>
/// <param name="Waiting">Reports that wait for their acknowledgement.</param>
/// <param name="Lost">Reports refused or failed so far.</param>
/// <param name="MaxLag">The furthest that the load was behind its schedule so far.</param>
internal sealed record LoadSecond(
    TimeSpan Elapsed,
    long OfferedReports,
    long AcknowledgedReports,
    long AcknowledgedFlows,
    TimeSpan P50,
    TimeSpan P99,
    long Waiting,
    long Lost,
    TimeSpan MaxLag);
