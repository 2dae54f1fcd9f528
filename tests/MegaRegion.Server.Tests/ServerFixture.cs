using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.Server.Tests;

/// <summary>A running server with a store of its own and the shipped catalogue, on free loopback ports.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private readonly string _store = Directory.CreateTempSubdirectory("megaregion-server-tests-").FullName;

    public MegaRegionServer Server { get; private set; } = null!;

    public GrpcChannel Channel { get; private set; } = null!;

    public HttpClient Web { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = _store,
        });
        await Server.StartAsync(TestContext.Current.CancellationToken);
        Channel = GrpcChannel.ForAddress(Server.GrpcAddress);
        Web = new HttpClient { BaseAddress = Server.WebAddress };
        await ReportSomethingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        Channel.Dispose();
        await Server.StopAsync();
        await Server.DisposeAsync();
        Directory.Delete(_store, recursive: true);
    }

    // One accepted report, the same again, and one that is refused: every core metric has something to show.
    private async Task ReportSomethingAsync()
    {
        var flows = new FlowService.FlowServiceClient(Channel);
        var good = Report(sequence: 1, quantity: 5);
        await flows.SubmitReportAsync(good);
        await flows.SubmitReportAsync(good);
        var refusal = await Should.ThrowAsync<Grpc.Core.RpcException>(async () => await flows.SubmitReportAsync(Report(sequence: 2, quantity: -1)));
        refusal.StatusCode.ShouldBe(Grpc.Core.StatusCode.InvalidArgument);
    }

    private static SubmitReportRequest Report(long sequence, long quantity) => new()
    {
        Hub = "hub:linkers",
        Producer = "test",
        Report = new FlowReport
        {
            Sequence = sequence,
            Flows =
            {
                new Flow
                {
                    Origin = "jp:13",
                    Destination = "jp:27",
                    Layer = Layer.People,
                    Quantity = quantity,
                    EventTimeMs = new DateTimeOffset(2025, 4, 1, 9, 0, 0, TimeSpan.FromHours(9)).ToUnixTimeMilliseconds(),
                },
            },
        },
    };
}
