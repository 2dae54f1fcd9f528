using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.TestServer;

/// <summary>Sums the whole-number instruments of one server.</summary>
public sealed class MeterReading : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener;

    /// <summary>Reads from now on.</summary>
    /// <param name="server">Whose instruments.</param>
    /// <param name="onMeasured">Told of each measurement: instrument, value, and tags as <c>key=value</c>.</param>
    public MeterReading(LocalServer server, Action<string, long, string>? onMeasured = null)
    {
        var scope = server.Services.GetRequiredService<IMeterFactory>();
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, scope))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var shown = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            _sums.AddOrUpdate(instrument.Name + "{" + shown + "}", value, (_, sum) => sum + value);
            onMeasured?.Invoke(instrument.Name, value, shown);
        });
        _listener.Start();
    }

    /// <summary>The sum of an instrument under its tags, for example <c>megaregion.flow.rejected{reason=...}</c>.</summary>
    public long this[string instrumentWithTags] => _sums.GetValueOrDefault(instrumentWithTags);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
