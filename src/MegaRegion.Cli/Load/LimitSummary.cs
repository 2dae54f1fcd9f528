using MegaRegion.Cli.Verifying;

namespace MegaRegion.Cli.Load;

/// <summary>The highest rate that a server held, and the proof.</summary>
/// <param name="Run">Id of the run that gives the mix of layers and places.</param>
/// <param name="Name">Name of its scenario.</param>
/// <param name="Target">The server.</param>
/// <param name="P99BoundMilliseconds">Bound on the 99th percentile of latency.</param>
/// <param name="Seed">Of the schedules.</param>
/// <param name="Hubs">How many reported.</param>
/// <param name="Connections">That they shared.</param>
/// <param name="FlowsPerReport">Flows in a report.</param>
/// <param name="Ended"><c>held</c>, <c>notHeld</c> or <c>signal</c>.</param>
/// <param name="LimitReportsPerSecond">The rate that was held in the end; 0 when none was.</param>
/// <param name="LimitFlowsPerSecond">Flows in it.</param>
/// <param name="LimitScaleAtSpeed60">The scale at which the run at speed 60 has this rate on the average of a day.</param>
/// <param name="BrokenReportsPerSecond">The lowest rate that did not hold; null when every one did.</param>
/// <param name="BrokenBy">What broke it.</param>
/// <param name="Steps">Every step, the tries of the hold included.</param>
/// <param name="Hold">The last hold; null when it did not come to that.</param>
/// <param name="Ledger">What the ledger shows of all steps.</param>
/// <param name="Verification">The server's own proof.</param>
internal sealed record LimitSummary(
    string Run,
    string Name,
    Uri Target,
    double P99BoundMilliseconds,
    int Seed,
    int Hubs,
    int Connections,
    int FlowsPerReport,
    string Ended,
    double LimitReportsPerSecond,
    double LimitFlowsPerSecond,
    double LimitScaleAtSpeed60,
    double? BrokenReportsPerSecond,
    string? BrokenBy,
    IReadOnlyList<LimitStepJson> Steps,
    LoadFigures? Hold,
    LedgerFinding? Ledger,
    VerifyJson? Verification)
{
    /// <summary>A rate was held to the end.</summary>
    public const string Held = "held";

    /// <summary>No rate was held.</summary>
    public const string NotHeld = "notHeld";

    /// <summary>The user stopped it.</summary>
    public const string Signal = "signal";
}
