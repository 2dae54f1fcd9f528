using MegaRegion.Bench.Ingest;

namespace MegaRegion.Bench.Forks;

/// <summary>How long and how hard the benchmark of forks runs.</summary>
public sealed record ForkBenchOptions
{
    /// <summary>How the server is started, and the time that a phase is measured. Its hubs report in bulk.</summary>
    public required IngestBenchOptions Ingest { get; init; }

    /// <summary>Flows a second that are offered, by all hubs together, in every phase. Default 100,000.</summary>
    public int FlowsPerSecond { get; init; } = 100_000;

    /// <summary>Pairs of phases, one without and one with forks. Default 3.</summary>
    public int Rounds { get; init; } = 3;
}
