using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Net.Client;
using MegaRegion.Client.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Server.Tests;

/// <summary>One report is one trace, from the hub's client to the journal.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly string _store = Directory.CreateTempSubdirectory("megaregion-trace-tests-").FullName;
    private readonly ConcurrentQueue<Activity> _spans = new();

    [Fact]
    public async Task A_report_is_one_trace_from_client_to_journal()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("MegaRegion.", StringComparison.Ordinal)
                || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await ReportOnceAsync();

        var report = _spans.Single(span => span.Source.Name is "MegaRegion.Client");
        SpansOf("MegaRegion.Gateway", report.TraceId).ShouldNotBeEmpty();
        SpansOf("MegaRegion.Grains", report.TraceId).ShouldNotBeEmpty();

        // A commit joins the reports of many hubs, so it is not a child of one of them: it is linked to each.
        var linked = _spans.Where(span => span.Source.Name is "MegaRegion.Storage").SelectMany(span => span.Links);
        linked.ShouldContain(link => link.Context.TraceId == report.TraceId);
    }

    public void Dispose() => Directory.Delete(_store, recursive: true);

    private List<Activity> SpansOf(string source, ActivityTraceId trace) =>
        [.. _spans.Where(span => string.Equals(span.Source.Name, source, StringComparison.Ordinal) && span.TraceId == trace)];

    private async Task ReportOnceAsync()
    {
        await using var server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = _store,

            // Nobody listens there; it only turns tracing on.
            OtlpEndpoint = new Uri("http://127.0.0.1:9"),
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        using (var channel = GrpcChannel.ForAddress(server.GrpcAddress))
        await using (var client = new HubClient(channel, new HubClientOptions { Hub = "hub:linkers", Producer = "trace" }))
        {
            var flow = new Flow { Origin = "jp:13", Destination = "jp:27", Layer = Layer.People, Quantity = 1, EventTimeMs = 1_750_000_000_000 };
            await client.ReportAsync([flow], TestContext.Current.CancellationToken);
        }

        await server.StopAsync();
    }
}
