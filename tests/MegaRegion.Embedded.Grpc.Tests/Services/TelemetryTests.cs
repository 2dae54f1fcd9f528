using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using MegaRegion.Embedded.Grpc;

namespace EmbeddedGrpcTests.Services;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Server_and_client_durations_carry_method_and_status()
    {
        var measurements = new ConcurrentBag<(string Instrument, string Tags)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name is GrpcTelemetry.ServerMeterName or GrpcTelemetry.ClientMeterName)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
            measurements.Add((instrument.Name, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")))));
        listener.Start();
        var host = await EchoHost.StartAsync();
        host.Script.One = static (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "no"));
        await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        await host.CallAsync(RawCall.Frame(new Note()), "/test.echo.Echoes/Invented");
        await host.DisposeAsync();
        const string tags = "rpc.system.name=grpc rpc.method=test.echo.Echoes/One rpc.status_code=NotFound error.type=NotFound";
        measurements.ShouldContain(("rpc.server.call.duration", tags));
        measurements.ShouldContain(("rpc.client.call.duration", tags));
        measurements.ShouldContain(m => m.Tags.Contains("rpc.method=_OTHER"));
        measurements.ShouldNotContain(m => m.Tags.Contains("Invented"));
    }

    [Fact]
    public async Task The_server_continues_the_client_s_trace_in_one_activity()
    {
        var stopped = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or GrpcTelemetry.ClientActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var root = new Activity("root").Start();
        var host = await EchoHost.StartAsync();
        await host.Client.OneAsync(new Note());
        Activity.Current.ShouldBe(root);
        await host.DisposeAsync();
        var mine = stopped.Where(activity => activity.TraceId == root.TraceId).ToList();
        var client = mine.Single(activity => activity.Kind == ActivityKind.Client);
        var server = mine.Single(activity => activity.Kind == ActivityKind.Server);
        client.ParentSpanId.ShouldBe(root.SpanId);
        server.ParentSpanId.ShouldBe(client.SpanId);
        server.DisplayName.ShouldBe("test.echo.Echoes/One");
        server.GetTagItem("rpc.status_code").ShouldBe("OK");
    }
}
