using MegaRegion.Cli.Verifying;

namespace MegaRegion.Cli.Load;

/// <summary>A load of a run and what the platform held of it.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Name">Name of its scenario.</param>
/// <param name="Target">The server.</param>
/// <param name="Speed">Simulated seconds in a second.</param>
/// <param name="Scale">Factor on the run's flows.</param>
/// <param name="Seed">Of the schedule.</param>
/// <param name="Hubs">How many reported.</param>
/// <param name="Connections">That they shared.</param>
/// <param name="FlowsPerReport">Flows in a report.</param>
/// <param name="SimulatedFrom">Event time of the beginning.</param>
/// <param name="SimulatedUntil">Event time of the planned end.</param>
/// <param name="Load">What became of it.</param>
/// <param name="Ledger">What the ledger shows of it; null when that was not asked for.</param>
/// <param name="Verification">The server's own proof; null when that was not asked for.</param>
internal sealed record LoadSummary(
    string Run,
    string Name,
    Uri Target,
    double Speed,
    double Scale,
    int Seed,
    int Hubs,
    int Connections,
    int FlowsPerReport,
    DateTimeOffset SimulatedFrom,
    DateTimeOffset SimulatedUntil,
    LoadFigures Load,
    LedgerFinding? Ledger,
    VerifyJson? Verification);
