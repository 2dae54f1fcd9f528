namespace MegaRegion.Scenarios.Language;

/// <summary>How precisely and with what a scenario is solved.</summary>
public sealed record SolveSettings
{
    /// <summary>Relative gap of the assignment and residual of demand against load at which to stop, 1e-12 to 1e-2.</summary>
    public double Gap { get; init; } = 1e-6;

    /// <summary>Rounds after which to stop, 1 to 1000.</summary>
    public int MaxRounds { get; init; } = 100;

    /// <summary>Whether layers induce flows in each other.</summary>
    public bool IsCoupled { get; init; } = true;

    /// <summary>Whether better travel makes more trips; otherwise only their modes change.</summary>
    public bool IsDemandElastic { get; init; } = true;

    /// <summary>Last year of year-by-year dynamics; null for none.</summary>
    public int? DynamicsUntil { get; init; }

    /// <summary>Years per step of the dynamics, 1 to 10.</summary>
    public int DynamicsStepYears { get; init; } = 5;

    /// <summary>Seeded draws over parameters for intervals, 0 to 10,000.</summary>
    public int Draws { get; init; } = 100;

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; } = 1;
}
