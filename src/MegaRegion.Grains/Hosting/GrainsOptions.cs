using System.ComponentModel.DataAnnotations;
using MegaRegion.Domain.Ledger;

namespace MegaRegion.Grains.Hosting;

/// <summary>Times and limits of the grains. Every process of a deployment must have the same horizons.</summary>
public sealed class GrainsOptions : IValidatableObject
{
    /// <summary>How long a hub gathers changes before it sends them up. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RollUpDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long a place above the hubs gathers changes before it sends them up. What arrives there has been gathered before,
    /// and a watcher of the regions waits for three such places one after the other. Default 100 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RollUpDelayAbove { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between tries to send changes up; each failure doubles the pause. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan MaxRollUpPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a place that is put to sleep may take to send what it has left. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan SleepSendLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often hubs that have reported are asked to send what they may still have. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PatrolPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Cells of one roll-up message; a window with more goes alone. Default 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxMergeCells { get; set; } = 50_000;

    /// <summary>A hub takes a snapshot after so many reports. Default 2,000.</summary>
    [Range(1, 1_000_000_000)]
    public int SnapshotReports { get; set; } = 2_000;

    /// <summary>A hub takes a snapshot after so many flows. Default 500,000.</summary>
    [Range(1, 1_000_000_000)]
    public int SnapshotFlows { get; set; } = 500_000;

    /// <summary>
    /// The shortest time between two snapshots of a place above the hubs. After a start, the hubs that have reported since
    /// the last one are asked. Default 2 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RollUpSnapshotPeriod { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How far behind the newest event minutes are kept. Default 48 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan MinuteHorizon { get; set; } = CubeRetention.Default.Minutes;

    /// <summary>How far behind the newest event hours are kept. Default 35 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3660.00:00:00")]
    public TimeSpan HourHorizon { get; set; } = CubeRetention.Default.Hours;

    /// <summary>
    /// How far behind the newest event days are kept; null (default) for ever. The sums over all time stay whatever it is.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36600.00:00:00")]
    public TimeSpan? DayHorizon { get; set; }

    /// <summary>
    /// How old a report must be, by its acceptance, before it may be removed from the journal; null (default) refuses every
    /// removal.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "36600.00:00:00")]
    public TimeSpan? JournalHorizon { get; set; }

    /// <summary>
    /// Whether horizons that are longer than those of the bases of a truncated journal are shortened to these at start, as for
    /// commands that only look at a store. Default false: the start is refused.
    /// </summary>
    public bool AdoptsHorizons { get; set; }

    /// <summary>Grain calls that a place, a query or a verification has under way at once. Default 16.</summary>
    [Range(1, 1_024)]
    public int MaxParallelCalls { get; set; } = 16;

    /// <summary>How often a process asks for a new version of the catalogue. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan CatalogRefreshPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often changes are gathered for watchers. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan WatchPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the picture of a level is kept after its last watcher left, so that a resume finds it. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan WatchIdle { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Changes that a watcher may be behind, and that a place remembers for those who ask; beyond, the picture is given
    /// anew. 20,000 are about 1 MiB. Default 20,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxWatchBacklog { get; set; } = 20_000;

    /// <summary>Cells of one update of a watch. Default 2,000.</summary>
    [Range(1, 100_000)]
    public int WatchPageCells { get; set; } = 2_000;

    /// <summary>The horizons as the ledger wants them.</summary>
    internal CubeRetention Retention => new(MinuteHorizon, HourHorizon, DayHorizon);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinuteHorizon > HourHorizon)
        {
            yield return Reversed(nameof(MinuteHorizon), MinuteHorizon, nameof(HourHorizon), HourHorizon);
        }

        if (DayHorizon is { } days && HourHorizon > days)
        {
            yield return Reversed(nameof(HourHorizon), HourHorizon, nameof(DayHorizon), days);
        }
    }

    private static ValidationResult Reversed(string shorter, TimeSpan one, string longer, TimeSpan other) => new(
        $"{shorter} ({one}) is longer than {longer} ({other}): longer windows are kept at least as long as shorter ones.",
        [shorter, longer]);
}
