namespace MegaRegion.Scenarios.Running;

/// <summary>What a run is doing, in order.</summary>
public enum RunStage
{
    /// <summary>Solving what the scenario is compared with.</summary>
    Baseline,

    /// <summary>Solving the scenario: people on the network, layers coupled.</summary>
    Solve,

    /// <summary>Year by year.</summary>
    Dynamics,

    /// <summary>Draws over parameters.</summary>
    Draws,

    /// <summary>Indicators and tables.</summary>
    Reports,

    /// <summary>Done.</summary>
    Done,
}
