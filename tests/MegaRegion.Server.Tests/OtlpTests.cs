using Google.Protobuf;
using Grpc.Net.Client;
using MegaRegion.Client.Reporting;
using MegaRegion.Server.Tests.Otlp;
using MegaRegion.V1;

namespace MegaRegion.Server.Tests;

/// <summary>What a collector receives from a server that was told its address.</summary>
public sealed class OtlpTests : IAsyncLifetime
{
    private readonly string _store = Directory.CreateTempSubdirectory("megaregion-otlp-tests-").FullName;
    private OtlpReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_store, recursive: true);
    }

    [Fact]
    public async Task A_report_arrives_as_one_trace_from_client_to_journal_and_its_commit_is_linked()
    {
        await ReportOnceAsync(_receiver.Address);
        var client = Single("MegaRegion.Client", "hub report");
        client.ParentSpanId.ShouldBeEmpty();
        var gateway = Single("MegaRegion.Gateway", "report submit");
        var hub = Single("MegaRegion.Grains", "hub.submit");
        var append = Single("MegaRegion.Grains", "journal.append");
        foreach (var span in (Span[])[gateway, hub, append])
        {
            span.TraceId.ShouldBe(client.TraceId, span.Name);
            AncestorsOf(span).ShouldContain(client.SpanId, span.Name);
        }

        AncestorsOf(append).ShouldContain(hub.SpanId);
        AncestorsOf(hub).ShouldContain(gateway.SpanId);

        // A commit joins the reports of many hubs, so it is the child of none and linked to each.
        _receiver.Received.Spans.Where(item => item.Scope is "MegaRegion.Storage").SelectMany(item => item.Span.Links)
            .ShouldContain(link => link.TraceId == client.TraceId && link.SpanId == append.SpanId);
    }

    [Fact]
    public async Task Metrics_and_traces_name_the_service_that_they_are_of()
    {
        await ReportOnceAsync(_receiver.Address);
        var names = _receiver.Received.Metrics.Select(item => item.Metric.Name).ToList();
        foreach (var name in (string[])[
            "megaregion.flow.accepted", "megaregion.flow.commit.duration", "megaregion.ledger.imbalance",
            "rpc.server.call.duration", "orleans-catalog-activations"])
        {
            names.ShouldContain(name, StringComparer.Ordinal);
        }

        foreach (var resource in _receiver.Received.Metrics.Select(item => item.Resource)
            .Concat(_receiver.Received.Spans.Select(item => item.Resource)))
        {
            AttributeOf(resource, "service.name").ShouldBe("megaregion");
            AttributeOf(resource, "service.version").ShouldNotBeNullOrEmpty();
            AttributeOf(resource, "service.instance.id").ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task Without_an_address_nothing_is_sent()
    {
        await ReportOnceAsync(collector: null);
        _receiver.Received.Spans.ShouldBeEmpty();
        _receiver.Received.Metrics.ShouldBeEmpty();
    }

    private Span Single(string scope, string name) => _receiver.Received.Spans
        .Where(item => string.Equals(item.Scope, scope, StringComparison.Ordinal) && string.Equals(item.Span.Name, name, StringComparison.Ordinal))
        .ShouldHaveSingleItem($"{scope} {name} among {string.Join(", ", _receiver.Received.Spans.Select(item => $"{item.Scope} {item.Span.Name}"))}")
        .Span;

    private List<ByteString> AncestorsOf(Span span)
    {
        var byId = _receiver.Received.Spans.ToDictionary(item => item.Span.SpanId, item => item.Span);
        var ancestors = new List<ByteString>();
        for (var parent = span.ParentSpanId; !parent.IsEmpty && byId.TryGetValue(parent, out var next); parent = next.ParentSpanId)
        {
            ancestors.Add(parent);
        }

        return ancestors;
    }

    private static string? AttributeOf(Resource resource, string key) =>
        resource.Attributes.SingleOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal))?.Value.StringValue;

    // The server sends what it still has when it stops.
    private async Task ReportOnceAsync(Uri? collector)
    {
        await using var server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = _store,
            OtlpEndpoint = collector,
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        using (var channel = GrpcChannel.ForAddress(server.GrpcAddress))
        await using (var client = new HubClient(channel, new HubClientOptions { Hub = "hub:linkers", Producer = "otlp" }))
        {
            var flow = new Flow { Origin = "jp:13", Destination = "jp:27", Layer = Layer.People, Quantity = 1, EventTimeMs = 1_750_000_000_000 };
            await client.ReportAsync([flow], TestContext.Current.CancellationToken);
        }

        await server.StopAsync();
    }
}
