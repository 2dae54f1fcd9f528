using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>The meter <c>Microsoft.Orleans</c>, with the names that Orleans gives its instruments.</summary>
internal sealed class EngineInstruments : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Meter _meter = new("Microsoft.Orleans");
    private readonly LatencyBuckets _latency = new();
    private readonly ObservableCounter<long> _latencySum;
    private readonly Counter<long> _timedOut;
    private readonly Counter<long> _canceled;
    private readonly Counter<int> _longTurns;
    private readonly Counter<int> _created;
    private readonly Counter<int> _destroyed;
    private readonly Counter<int> _failed;
    private readonly Counter<int> _collections;
    private readonly Counter<int> _expired;
    private readonly Counter<int> _rejected;
    private readonly Counter<int> _ticks;
    private readonly Counter<int> _storageReadErrors;
    private readonly Counter<int> _storageWriteErrors;
    private readonly Counter<int> _storageClearErrors;
    private readonly Histogram<double> _activationLatency;
    private readonly Histogram<double> _deactivationLatency;
    private readonly Histogram<double> _tardiness;
    private readonly Histogram<double> _storageReadLatency;
    private readonly Histogram<double> _storageWriteLatency;
    private readonly Histogram<double> _storageClearLatency;

    public EngineInstruments(TimeProvider time, GrainCatalog catalog)
    {
        _time = time;
        _meter.CreateObservableCounter("orleans-app-requests-latency-bucket", _latency.Buckets);
        _meter.CreateObservableCounter("orleans-app-requests-latency-count", () => _latency.Count);
        _latencySum = _meter.CreateObservableCounter("orleans-app-requests-latency-sum", () => _latency.SumMilliseconds);
        _timedOut = _meter.CreateCounter<long>("orleans-app-requests-timedout");
        _canceled = _meter.CreateCounter<long>("orleans-app-requests-canceled");
        _longTurns = _meter.CreateCounter<int>("orleans-scheduler-long-running-turns");
        _meter.CreateObservableGauge("orleans-catalog-activations", () => catalog.Grains.Sum(grain => grain.Directory.Count));
        _meter.CreateObservableGauge("orleans-grains", () => CountByType(catalog));
        _created = _meter.CreateCounter<int>("orleans-catalog-activation-created");
        _destroyed = _meter.CreateCounter<int>("orleans-catalog-activation-destroyed");
        _failed = _meter.CreateCounter<int>("orleans-catalog-activation-failed-to-activate");
        _collections = _meter.CreateCounter<int>("orleans-catalog-activation-collections");
        _activationLatency = _meter.CreateHistogram<double>("orleans-catalog-activation-latency", "ms");
        _deactivationLatency = _meter.CreateHistogram<double>("orleans-catalog-deactivation-latency", "ms");
        _expired = _meter.CreateCounter<int>("orleans-messaging-expired");
        _rejected = _meter.CreateCounter<int>("orleans-messaging-rejected");
        _tardiness = _meter.CreateHistogram<double>("orleans-reminders-tardiness", "seconds");
        _ticks = _meter.CreateCounter<int>("orleans-reminders-ticks-delivered");
        _storageReadErrors = _meter.CreateCounter<int>("orleans-storage-read-errors");
        _storageWriteErrors = _meter.CreateCounter<int>("orleans-storage-write-errors");
        _storageClearErrors = _meter.CreateCounter<int>("orleans-storage-clear-errors");
        _storageReadLatency = _meter.CreateHistogram<double>("orleans-storage-read-latency", "ms");
        _storageWriteLatency = _meter.CreateHistogram<double>("orleans-storage-write-latency", "ms");
        _storageClearLatency = _meter.CreateHistogram<double>("orleans-storage-clear-latency", "ms");
    }

    /// <summary>Now, if somebody listens to latencies; else 0, so that unmeasured calls read no clock.</summary>
    public long Timestamp() => _latencySum.Enabled ? _time.GetTimestamp() : 0;

    public void RequestEnded(long sentAt) => _latency.Record((long)_time.GetElapsedTime(sentAt).TotalMilliseconds);

    public void RequestTimedOut(GrainType type) => _timedOut.Add(1, new KeyValuePair<string, object?>("grain_type", type.ToString()));

    public void RequestCanceled(GrainType type) => _canceled.Add(1, new KeyValuePair<string, object?>("grain_type", type.ToString()));

    public void RequestExpired() => _expired.Add(1);

    public void RequestRejected() => _rejected.Add(1);

    public void LongTurn() => _longTurns.Add(1);

    public void Activated(long milliseconds)
    {
        _created.Add(1);
        _activationLatency.Record(milliseconds);
    }

    public void ActivationFailed() => _failed.Add(1);

    public void Deactivated(long milliseconds)
    {
        _destroyed.Add(1);
        _deactivationLatency.Record(milliseconds);
    }

    public void Collected() => _collections.Add(1);

    public void ReminderTicked(TimeSpan late)
    {
        _ticks.Add(1);
        _tardiness.Record(late.TotalSeconds);
    }

    public void StorageDone(StorageOperation operation, TimeSpan took) => (operation switch
    {
        StorageOperation.Read => _storageReadLatency,
        StorageOperation.Write => _storageWriteLatency,
        _ => _storageClearLatency,
    }).Record(took.TotalMilliseconds);

    public void StorageFailed(StorageOperation operation) => (operation switch
    {
        StorageOperation.Read => _storageReadErrors,
        StorageOperation.Write => _storageWriteErrors,
        _ => _storageClearErrors,
    }).Add(1);

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<int>> CountByType(GrainCatalog catalog) => catalog.Grains.Select(
        grain => new Measurement<int>(grain.Directory.Count, new KeyValuePair<string, object?>("type", grain.GrainType.ToString())));
}
