using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MegaRegion.Grains.Tests.Support;

/// <summary>Sums of the counters of a meter, and what its gauges were seen to show, by name and tags.</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);

    public Counted(IMeterFactory meters, string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (string.Equals(instrument.Meter.Name, meter, StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = instrument.Name + string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"));
            _sums.AddOrUpdate(name, value, (_, sum) => instrument.IsObservable ? value : sum + value);
        });
        _listener.Start();
    }

    public IEnumerable<string> Names => _sums.Keys;

    public long this[string name] => _sums.GetValueOrDefault(name, long.MinValue);

    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();
}
