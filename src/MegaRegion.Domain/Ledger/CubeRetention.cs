using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// Which windows a cube keeps: minutes, hours and days up to a horizon behind the newest event. What is kept
/// depends on the flows alone and not on the order in which they came, so it can be recomputed from the journal: a flow
/// that is behind the horizon when it comes counts in the longer windows only, and a window that is still kept holds
/// all its flows.
/// </summary>
/// <remarks>
/// The longest windows lose nothing, so that sums over all time stay exact to the unit. They are the days when days are
/// kept for ever, and otherwise the one window <see cref="WindowSize.Ever"/>, which is kept beside the days: a day that is
/// dropped is in it already, so nothing has to be folded, and two places that drop at different moments still agree.
/// </remarks>
/// <param name="Minutes">Horizon of the minutes.</param>
/// <param name="Hours">Horizon of the hours.</param>
/// <param name="Days">Horizon of the days; null for ever.</param>
public sealed record CubeRetention(TimeSpan Minutes, TimeSpan Hours, TimeSpan? Days = null)
{
    /// <summary>Minutes for 48 hours, hours for 35 days, days for ever.</summary>
    public static CubeRetention Default { get; } = new(TimeSpan.FromHours(48), TimeSpan.FromDays(35));

    /// <summary>The size of the windows that are never dropped.</summary>
    public WindowSize Longest => Days is null ? WindowSize.Day : WindowSize.Ever;

    /// <summary>The start of the oldest window of a size that is kept; the least number when all are.</summary>
    /// <param name="size">The size.</param>
    /// <param name="newest">The newest event; null when there was none yet.</param>
    public long OldestStart(WindowSize size, EventTime? newest)
    {
        var horizon = size switch
        {
            WindowSize.Minute => Minutes,
            WindowSize.Hour => Hours,
            WindowSize.Day => Days,
            _ => null,
        };
        return newest is { } time && horizon is { } length
            ? Window.Of(size, new EventTime(time.UnixMilliseconds - (long)length.TotalMilliseconds)).StartUnixMilliseconds
            : long.MinValue;
    }

    /// <summary>
    /// Whether everything that <paramref name="other"/> keeps is kept here: what was folded under these horizons can be
    /// used under the other ones.
    /// </summary>
    public bool Covers(CubeRetention other) =>
        Minutes >= other.Minutes && Hours >= other.Hours && (Days is null || Days >= other.Days);
}
