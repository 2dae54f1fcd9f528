using Orleans.Runtime;

namespace Orleans;

/// <summary>A row of the reminder table.</summary>
public sealed class ReminderEntry
{
    /// <summary>The grain reminded.</summary>
    public GrainId GrainId { get; set; }

    /// <summary>The reminder's name, unique within the grain.</summary>
    public string ReminderName { get; set; } = string.Empty;

    /// <summary>First tick, UTC.</summary>
    public DateTime StartAt { get; set; }

    /// <summary>Time between ticks.</summary>
    public TimeSpan Period { get; set; }

    /// <summary>The row's version, as the table names it.</summary>
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}
