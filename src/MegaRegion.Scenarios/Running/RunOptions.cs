namespace MegaRegion.Scenarios.Running;

/// <summary>What a run uses; nothing here changes its result but <see cref="WarmStart"/>, within the gap.</summary>
public sealed record RunOptions
{
    /// <summary>Threads, 1 to 256. Results do not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The clock of progress.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told about progress, on the thread of the run.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>
    /// A solved run to start from. The result is the same within the gap, it only arrives sooner; without it the same
    /// document gives the same bytes every time.
    /// </summary>
    public SolvedLayers? WarmStart { get; init; }
}
