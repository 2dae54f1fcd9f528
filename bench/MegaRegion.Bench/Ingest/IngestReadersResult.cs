namespace MegaRegion.Bench.Ingest;

/// <summary>What readers saw beside the full columnar load; null where they were not asked for.</summary>
public sealed record IngestReadersResult
{
    /// <summary>Watchers of the regions at once.</summary>
    public required int Watchers { get; init; }

    /// <summary>Half of the probe's reports were at a watcher so long after their acknowledgement.</summary>
    public required double? WatcherStalenessP50Milliseconds { get; init; }

    /// <summary>99 of 100 of the probe's reports were at a watcher within this after their acknowledgement.</summary>
    public required double? WatcherStalenessP99Milliseconds { get; init; }

    /// <summary>The share of the flows a second that the watchers cost; from loads before, beside and after them.</summary>
    public required double? WatcherIngestLossShare { get; init; }

    /// <summary>Half of the matrices of regions were answered within this.</summary>
    public required double? RegionQueryP50Milliseconds { get; init; }

    /// <summary>99 of 100 matrices of regions were answered within this.</summary>
    public required double? RegionQueryP99Milliseconds { get; init; }

    /// <summary>Half of the matrices of cities were answered within this.</summary>
    public required double? CityQueryP50Milliseconds { get; init; }

    /// <summary>99 of 100 matrices of cities (the first page, 5,000 pairs at most) were answered within this.</summary>
    public required double? CityQueryP99Milliseconds { get; init; }
}
