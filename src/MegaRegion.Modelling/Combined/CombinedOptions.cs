namespace MegaRegion.Modelling.Combined;

/// <summary>When to stop a combined model.</summary>
public sealed record CombinedOptions
{
    /// <summary>Residual Σ |S − T| / Σ T at which to stop: T are the trips assigned, S the trips that their costs call for.</summary>
    public double Residual { get; init; } = 1e-6;

    /// <summary>Relative gap of every assignment; should lie well below the residual.</summary>
    public double AssignmentGap { get; init; } = 1e-9;

    /// <summary>Rounds of distribution and assignment after which to stop.</summary>
    public int MaxRounds { get; init; } = 100;

    /// <summary>Threads. Results do not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
