using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MegaRegion.Storage.Telemetry;

/// <summary>What a store measures: meter and activity source <c>MegaRegion.Storage</c>.</summary>
internal sealed class StorageInstruments : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "MegaRegion.Storage";

    private readonly Histogram<double> _commitSeconds;
    private readonly Histogram<int> _commitWrites;
    private readonly Histogram<double> _checkpointSeconds;

    /// <summary>Creates the instruments.</summary>
    public StorageInstruments(IMeterFactory meters)
    {
        Meter = meters.Create(Name);
        Source = new ActivitySource(Name);
        _commitSeconds = Meter.CreateHistogram(
            "megaregion.flow.commit.duration",
            "s",
            "Time from the first statement of a group commit to the end of its fsync.",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
            });
        _commitWrites = Meter.CreateHistogram(
            "megaregion.flow.commit.writes",
            "{write}",
            "Writes that shared one group commit.",
            tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000] });
        _checkpointSeconds = Meter.CreateHistogram<double>(
            "megaregion.store.checkpoint.duration", "s", "Time to move the write-ahead log into the database file.");
    }

    /// <summary>The meter, for gauges of other parts of the store.</summary>
    public Meter Meter { get; }

    /// <summary>Where the spans come from.</summary>
    public ActivitySource Source { get; }

    /// <summary>Records a commit that became durable.</summary>
    public void Committed(TimeSpan duration, int writes)
    {
        _commitSeconds.Record(duration.TotalSeconds);
        _commitWrites.Record(writes);
    }

    /// <summary>Records a checkpoint.</summary>
    public void Checkpointed(TimeSpan duration) => _checkpointSeconds.Record(duration.TotalSeconds);

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();
}
