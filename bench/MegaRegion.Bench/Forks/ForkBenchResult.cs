namespace MegaRegion.Bench.Forks;

/// <summary>What forks of the live state cost the ingest beside them, and whether each was a consistent cut.</summary>
public sealed record ForkBenchResult
{
    /// <summary>Flows a second that were offered.</summary>
    public required int OfferedFlowsPerSecond { get; init; }

    /// <summary>Acknowledged flows a second without forks, median of the rounds.</summary>
    public required double AloneFlowsPerSecond { get; init; }

    /// <summary>Acknowledged flows a second beside forks, median of the rounds.</summary>
    public required double BesideFlowsPerSecond { get; init; }

    /// <summary>The share of the flows a second that forks cost; below 0 when there were more beside them.</summary>
    public required double IngestLossShare { get; init; }

    /// <summary>The pairs of phases.</summary>
    public required IReadOnlyList<ForkRound> Rounds { get; init; }

    /// <summary>The forks, in the order of their positions.</summary>
    public required IReadOnlyList<ForkFinding> Forks { get; init; }

    /// <summary>Pairs of places and layers with flows that were compared, over all forks.</summary>
    public required long CellsCompared { get; init; }

    /// <summary>Cells of forks whose sum is not the ledger's at the fork's position.</summary>
    public required long Differences { get; init; }

    /// <summary>Processors, memory and runtime.</summary>
    public required string Machine { get; init; }
}
