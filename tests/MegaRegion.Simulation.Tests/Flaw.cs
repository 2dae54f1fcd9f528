namespace MegaRegion.Simulation.Tests;

/// <summary>A mechanism that is switched off, so that the checks can be seen to fail.</summary>
internal enum Flaw
{
    None,

    /// <summary>A hub takes every report for a new one.</summary>
    NoDeduplication,

    /// <summary>A hub acknowledges before the report is durable.</summary>
    AcknowledgesTooEarly,

    /// <summary>A parent adds what it is told instead of keeping the newest.</summary>
    AddsInsteadOfMerging,

    /// <summary>A sender never compares sums with its parent.</summary>
    NeverCompares,

    /// <summary>A sender forgets what did not arrive.</summary>
    ForgetsFailures,

    /// <summary>Events of the future are recorded.</summary>
    NoFutureRule,

    /// <summary>A report is judged by the clock before it is recognised as one that was recorded.</summary>
    JudgesResends,

    /// <summary>Durations are differences of the wall clock.</summary>
    MeasuresWithWallClock,

    /// <summary>Nobody wakes a place that died with something unsent.</summary>
    NoPatrol,
}
