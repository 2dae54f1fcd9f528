namespace MegaRegion.Bench.Forks;

/// <summary>A phase without and a phase with forks.</summary>
/// <param name="AloneFlowsPerSecond">Acknowledged flows a second without forks.</param>
/// <param name="AloneP99Milliseconds">From the moment a report was due to its acknowledgement, 99th percentile, without forks.</param>
/// <param name="BesideFlowsPerSecond">Acknowledged flows a second beside forks.</param>
/// <param name="BesideP99Milliseconds">The percentile beside forks.</param>
/// <param name="Forks">Forks that were begun in the phase.</param>
public sealed record ForkRound(
    double AloneFlowsPerSecond, double AloneP99Milliseconds, double BesideFlowsPerSecond, double BesideP99Milliseconds, int Forks);
