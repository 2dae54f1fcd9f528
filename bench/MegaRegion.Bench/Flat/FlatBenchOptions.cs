using MegaRegion.Bench.Ingest;

namespace MegaRegion.Bench.Flat;

/// <summary>Which sizes are measured.</summary>
public sealed record FlatBenchOptions
{
    /// <summary>How the server is started, and how long a load is measured.</summary>
    public required IngestBenchOptions Ingest { get; init; }

    /// <summary>Numbers of registered hubs. Default 10, 1,000 and 100,000.</summary>
    public IReadOnlyList<int> Hubs { get; init; } = [10, 1_000, 100_000];

    /// <summary>Millions of flows in the journal, at least one report of each of a hundred hubs. Default 1 and 10.</summary>
    public IReadOnlyList<double> JournalMillions { get; init; } = [1, 10];

    /// <summary>How long a server runs before its stop, so that every place has its snapshot. Default 75 s.</summary>
    public TimeSpan SnapshotWait { get; init; } = TimeSpan.FromSeconds(75);
}
