namespace MegaRegion.Cli.Load;

/// <summary>What a load came to.</summary>
/// <param name="Ended"><c>schedule</c>, <c>signal</c>, or <c>overrun</c> when too much waited.</param>
/// <param name="Seconds">How long reports were offered.</param>
/// <param name="Offered">Reports offered.</param>
/// <param name="OfferedFlows">Flows in them.</param>
/// <param name="Acknowledged">Reports acknowledged, those that came in while it waited for the last ones included.</param>
/// <param name="AcknowledgedFlows">Flows in them.</param>
/// <param name="Refused">Reports refused, by error code.</param>
/// <param name="Failed">Reports that failed otherwise, by reason.</param>
/// <param name="Unacknowledged">Reports that still waited at the end.</param>
/// <param name="Cuts">Streams that were cut and resumed, by reason.</param>
/// <param name="LatencyMilliseconds">From due to acknowledged.</param>
/// <param name="LagMilliseconds">From due to handed over: how far the load itself was behind.</param>
/// <param name="OfferedReportsPerSecond">While reports were offered.</param>
/// <param name="OfferedFlowsPerSecond">While reports were offered.</param>
/// <param name="AcknowledgedReportsPerSecond">While reports were offered.</param>
/// <param name="AcknowledgedFlowsPerSecond">While reports were offered.</param>
internal sealed record LoadFigures(
    string Ended,
    double Seconds,
    long Offered,
    long OfferedFlows,
    long Acknowledged,
    long AcknowledgedFlows,
    IReadOnlyDictionary<string, long> Refused,
    IReadOnlyDictionary<string, long> Failed,
    long Unacknowledged,
    IReadOnlyDictionary<string, long> Cuts,
    LatencyFigures LatencyMilliseconds,
    LatencyFigures LagMilliseconds,
    double OfferedReportsPerSecond,
    double OfferedFlowsPerSecond,
    double AcknowledgedReportsPerSecond,
    double AcknowledgedFlowsPerSecond)
{
    /// <summary>The schedule was offered to its end.</summary>
    public const string BySchedule = "schedule";

    /// <summary>The user stopped it.</summary>
    public const string BySignal = "signal";

    /// <summary>So much waited that going on would only have harmed the server.</summary>
    public const string ByOverrun = "overrun";

    /// <summary>Whether every report that was offered is acknowledged.</summary>
    public bool IsLossless => Refused.Count == 0 && Failed.Count == 0 && Unacknowledged == 0;
}
