using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// Which windows a cube keeps: minutes and hours up to a horizon behind the newest event, days for ever. What is kept
/// depends on the flows alone and not on the order in which they came, so it can be recomputed from the journal: a flow
/// that is behind the horizon when it comes counts in the longer windows only, and a window that is still kept holds
/// all its flows.
/// </summary>
/// <param name="Minutes">Horizon of the minutes.</param>
/// <param name="Hours">Horizon of the hours.</param>
public sealed record CubeRetention(TimeSpan Minutes, TimeSpan Hours)
{
    /// <summary>Minutes for 48 hours, hours for 35 days.</summary>
    public static CubeRetention Default { get; } = new(TimeSpan.FromHours(48), TimeSpan.FromDays(35));

    /// <summary>The start of the oldest window of a size that is kept.</summary>
    /// <param name="size">The size.</param>
    /// <param name="newest">The newest event; null when there was none yet.</param>
    public long OldestStart(WindowSize size, EventTime? newest)
    {
        if (newest is null || size == WindowSize.Day)
        {
            return long.MinValue;
        }

        var horizon = size == WindowSize.Minute ? Minutes : Hours;
        return Window.Of(size, new EventTime(newest.Value.UnixMilliseconds - (long)horizon.TotalMilliseconds))
            .StartUnixMilliseconds;
    }
}
