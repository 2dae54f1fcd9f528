namespace MegaRegion.Cli.Load;

/// <summary>How a limit is searched.</summary>
internal sealed record LimitSearchOptions
{
    /// <summary>The bound on the 99th percentile of latency.</summary>
    public required TimeSpan Bound { get; init; }

    /// <summary>Reports a second of the first step.</summary>
    public required double StartRate { get; init; }

    /// <summary>The highest rate that is tried.</summary>
    public required double MaxRate { get; init; }

    /// <summary>Where to stop: the broken rate is at most this factor above the one that held. Above 1.</summary>
    public double Precision { get; init; } = 1.05;

    /// <summary>Factor from a step that held with ease to the next.</summary>
    public double Stride { get; init; } = 2;

    /// <summary>Factor from a step that came near its bound to the next.</summary>
    public double ShortStride { get; init; } = 1.3;

    /// <summary>A step below this part of the bound held with ease.</summary>
    public double Ease { get; init; } = 0.25;

    /// <summary>A step without loss between these parts of the bound is doubtful.</summary>
    public (double Least, double Most) Doubt { get; init; } = (0.8, 2.0);

    /// <summary>Tries of a doubtful step, odd; most of them decide.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>Below this rate the search gives up.</summary>
    public double LeastRate { get; init; } = 1;
}
