namespace MegaRegion.Modelling.Combined;

/// <summary>When to stop a combined model.</summary>
public sealed record CombinedOptions
{
    /// <summary>Relative gap of demand and route together at which to stop; see <see cref="CombinedIteration"/>.</summary>
    public double RelativeGap { get; init; } = 1e-6;

    /// <summary>Sweeps of shortest paths after which to stop whatever the gap.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Threads. Results do not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Called at the start of every iteration, on the calling thread.</summary>
    public Action<CombinedIteration>? Progress { get; init; }
}
