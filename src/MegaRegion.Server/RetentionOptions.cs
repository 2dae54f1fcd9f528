using System.ComponentModel.DataAnnotations;
using MegaRegion.Grains.Hosting;

namespace MegaRegion.Server;

/// <summary>How long windows and reports are kept; null is the default of each.</summary>
public sealed class RetentionOptions
{
    /// <summary>How far behind the newest event minutes are kept, 1 minute to 366 days. Default 48 hours.</summary>
    public TimeSpan? Minutes { get; set; }

    /// <summary>How far behind the newest event hours are kept, 1 hour to 3,660 days. Default 35 days.</summary>
    public TimeSpan? Hours { get; set; }

    /// <summary>How far behind the newest event days are kept, 1 to 36,600 days. Default: for ever.</summary>
    public TimeSpan? Days { get; set; }

    /// <summary>How old a report must be before it may be removed from the journal. Default: none is ever removed.</summary>
    public TimeSpan? Journal { get; set; }

    /// <summary>
    /// How often the server itself removes what <see cref="Journal"/> allows, 1 second to 366 days. Default 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "366.00:00:00")]
    public TimeSpan CompactEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether longer horizons than those of a truncated journal are shortened to these instead of being refused. Default false.
    /// </summary>
    public bool Adopts { get; set; }

    internal void ApplyTo(GrainsOptions grains)
    {
        grains.MinuteHorizon = Minutes ?? grains.MinuteHorizon;
        grains.HourHorizon = Hours ?? grains.HourHorizon;
        grains.DayHorizon = Days ?? grains.DayHorizon;
        grains.JournalHorizon = Journal ?? grains.JournalHorizon;
        grains.AdoptsHorizons = Adopts;
    }
}
