namespace Orleans.Runtime;

/// <summary>Times of a reminder's tick, in UTC.</summary>
/// <param name="firstTickTime">When the reminder first ticked or was due to.</param>
/// <param name="period">Time between ticks.</param>
/// <param name="timeStamp">Time of this tick.</param>
public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
{
    /// <summary>When the reminder first ticked or was due to.</summary>
    public DateTime FirstTickTime { get; } = firstTickTime;

    /// <summary>Time between ticks.</summary>
    public TimeSpan Period { get; } = period;

    /// <summary>Time of this tick.</summary>
    public DateTime CurrentTickTime { get; } = timeStamp;

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
}
