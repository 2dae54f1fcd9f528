namespace MegaRegion.Bench.Engine;

/// <summary>How long and how wide the engine benchmark runs.</summary>
public sealed record EngineBenchOptions
{
    /// <summary>Time each kind of call is measured, after as long a warm-up of at most one second; default 3 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Callers at the same time, each with one call under way; default 100.</summary>
    public int Callers { get; init; } = 100;

    /// <summary>Grains the calls are spread over; default 1,000.</summary>
    public int Grains { get; init; } = 1_000;

    /// <summary>Numbers of idle activations to weigh; default 1,000, 100,000 and 1,000,000.</summary>
    public IReadOnlyList<int> IdleGrains { get; init; } = [1_000, 100_000, 1_000_000];
}
