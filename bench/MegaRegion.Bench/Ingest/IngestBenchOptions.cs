namespace MegaRegion.Bench.Ingest;

/// <summary>How long and how wide the ingest benchmark runs, and how its server is started.</summary>
public sealed record IngestBenchOptions
{
    /// <summary>The program that runs <c>serve --json</c> and <c>bench queries --json</c>.</summary>
    public required string ServerFileName { get; init; }

    /// <summary>What comes before these in its arguments.</summary>
    public IReadOnlyList<string> ServerArguments { get; init; } = [];

    /// <summary>The store to serve from; null for SQLite in a temporary folder, which is removed afterwards.</summary>
    public string? Store { get; init; }

    /// <summary>Where temporary folders are made, which decides what disk is measured. Default the system's.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Time that each load and each limit is measured, after a warm-up of half of it. Default 4 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Hubs that report in bulk, each over a connection of its own. Default 4.</summary>
    public int BulkHubs { get; init; } = 4;

    /// <summary>Flows in a report of the bulk loads. Default 10,000.</summary>
    public int FlowsPerReport { get; init; } = 10_000;

    /// <summary>Watchers of the regions beside the columnar load; 0 to leave that out. Default 0.</summary>
    public int Watchers { get; init; }

    /// <summary>Whether matrices of regions and cities are asked for beside the columnar load. Default no.</summary>
    public bool Queries { get; init; }

    /// <summary>Hubs that report single flows at once. Default 1,000.</summary>
    public int SingleHubs { get; init; } = 1_000;

    /// <summary>Reports of one flow that each of them has unacknowledged at most. Default 8.</summary>
    public int SinglesInFlight { get; init; } = 8;
}
