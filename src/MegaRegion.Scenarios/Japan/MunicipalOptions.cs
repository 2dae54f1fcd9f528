namespace MegaRegion.Scenarios.Japan;

/// <summary>When <see cref="MunicipalModel"/> stops and what it uses.</summary>
public sealed record MunicipalOptions
{
    /// <summary>Σ |trips called for − trips assigned| / Σ trips at which demand and crowding agree.</summary>
    public double Residual { get; init; } = 1e-4;

    /// <summary>Relative gap of every assignment.</summary>
    public double AssignmentGap { get; init; } = 1e-8;

    /// <summary>Rounds after which to stop.</summary>
    public int MaxRounds { get; init; } = 60;

    /// <summary>Threads. Results do not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
