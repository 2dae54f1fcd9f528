using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer behaves.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>Options with both times.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; infinite means not to start yet.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a tick to the next; infinite means to tick once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks may interleave with requests; default false.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as use and keeps the grain active; default false.</summary>
    public bool KeepAlive { get; init; }
}
