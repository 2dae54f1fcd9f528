using System.Diagnostics;
using System.Diagnostics.Metrics;
using MegaRegion.Storage.Writing;

namespace MegaRegion.Storage.Telemetry;

/// <summary>What a store measures: meter and activity source <c>MegaRegion.Storage</c>.</summary>
internal sealed class StorageInstruments : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "MegaRegion.Storage";

    // OpenTelemetry's default limit: exporters drop links beyond it.
    private const int MaxLinks = 128;

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
        _checkpointSeconds = Meter.CreateHistogram(
            "megaregion.store.checkpoint.duration",
            "s",
            "Time to move the write-ahead log into the database file.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] });
    }

    private Meter Meter { get; }

    private ActivitySource Source { get; }

    /// <summary>Shows how full the queue before the writer is.</summary>
    public void Observe<TWrite>(WriteQueue<TWrite> queue)
        where TWrite : QueuedWrite
    {
        Meter.CreateObservableGauge(
            "megaregion.inbox.depth", () => queue.Depth, "{write}", "Writes that wait for a commit.");
        Meter.CreateObservableGauge(
            "megaregion.limit.utilisation",
            () => new Measurement<double>(queue.Utilisation, new KeyValuePair<string, object?>("megaregion.limit", "store_queue")),
            "1",
            "Share of a limit that is in use, 0 to 1.");
    }

    /// <summary>The span of a group's commit, linked to the spans of those who wait for it; null when nobody listens.</summary>
    /// <param name="group">The writes that share the commit.</param>
    /// <param name="system">The database, in OpenTelemetry's words: <c>sqlite</c> or <c>postgresql</c>.</param>
    public Activity? StartCommit(IReadOnlyCollection<QueuedWrite> group, string system)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var links = group
            .Where(write => write.Caller != default)
            .Take(MaxLinks)
            .Select(write => new ActivityLink(write.Caller));
        var span = Source.StartActivity(ActivityKind.Client, default, tags: null, links, name: "COMMIT");
        span?.SetTag("db.system.name", system);
        span?.SetTag("db.operation.name", "COMMIT");
        span?.SetTag("db.operation.batch.size", group.Count);
        return span;
    }

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
