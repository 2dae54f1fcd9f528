using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orleans.Hosting;

namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class TelemetryTests
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_meter_bears_the_names_Orleans_gives()
    {
        var seen = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = Enable };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(seen, instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(seen, instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(seen, instrument, value));
        listener.Start();
        await using var host = await TestHost.StartAsync();
        var call = host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName).Hold(_id);
        await Probe.Gate($"{_id} running").Task;
        host.Time.Advance(TimeSpan.FromSeconds(31));
        await Should.ThrowAsync<TimeoutException>(() => call);
        listener.RecordObservableInstruments();
        seen["orleans-app-requests-timedout"].ShouldBeGreaterThanOrEqualTo(1);
        seen["orleans-app-requests-latency-count"].ShouldBeGreaterThanOrEqualTo(1);
        seen["orleans-catalog-activations"].ShouldBeGreaterThanOrEqualTo(1);
        seen["orleans-catalog-activation-created"].ShouldBeGreaterThanOrEqualTo(1);
        Probe.Gate(_id).SetResult();
    }

    [Fact]
    public async Task A_call_makes_a_client_span_and_a_server_span_below_it()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TestHost.StartAsync(silo => silo.AddActivityPropagation());
        await host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName).Ping();
        var mine = spans.Where(span => span.TraceId == root.TraceId).ToArray();
        var client = mine.Single(span => span.Kind == ActivityKind.Client);
        var server = mine.Single(span => span.Kind == ActivityKind.Server);
        client.ParentSpanId.ShouldBe(root.SpanId);
        server.ParentSpanId.ShouldBe(client.SpanId);
        server.DisplayName.ShouldBe("IProbeGrain/Ping");
        server.GetTagItem("rpc.system").ShouldBe("orleans");
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "Microsoft.Orleans")
            listener.EnableMeasurementEvents(instrument);
    }

    private static void Add(ConcurrentDictionary<string, double> seen, Instrument instrument, double value) =>
        seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
}
