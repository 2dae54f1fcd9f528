namespace MegaRegion.Modelling.Assignment;

/// <summary>When to stop and what to use.</summary>
public sealed record AssignmentOptions
{
    /// <summary>Relative gap at which to stop. 1e-4 serves interactive use, 1e-6 is the default, 1e-12 is possible.</summary>
    public double RelativeGap { get; init; } = 1e-6;

    /// <summary>Iterations after which to stop whatever the gap.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Threads for the parts that run in parallel. Results do not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// State of a related assignment to start from; used by <see cref="BushAssignment"/>. The result is the same within
    /// the gap, it only arrives sooner.
    /// </summary>
    public AssignmentState? WarmStart { get; init; }

    /// <summary>Called at the start of every iteration, on the calling thread.</summary>
    public Action<AssignmentIteration>? Progress { get; init; }
}
