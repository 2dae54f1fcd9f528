using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.Server.Tests;

/// <summary>A server with a horizon of the journal removes old reports without being asked.</summary>
public sealed class AutomaticCompactionTests : IDisposable
{
    private readonly string _store = Directory.CreateTempSubdirectory("megaregion-compaction-tests-").FullName;

    [Fact]
    public async Task Old_reports_go_by_themselves_and_the_totals_stay_proved()
    {
        await using var server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = _store,
            Retention = { Journal = TimeSpan.FromMilliseconds(1), CompactEvery = TimeSpan.FromSeconds(1) },
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        await new FlowService.FlowServiceClient(channel).SubmitReportAsync(Report());

        while (await FirstPositionAsync(channel) < 2)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        (await VerifyAsync(channel)).Differences.ShouldBe(0);
        await server.StopAsync();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(400 * 86_400)]
    public void A_period_out_of_range_is_refused(double seconds) =>
        Should.Throw<ServerOptionsException>(() => MegaRegionServer.Create(new ServerOptions
        {
            StorePath = _store,
            Retention = { CompactEvery = TimeSpan.FromSeconds(seconds) },
        }));

    public void Dispose() => Directory.Delete(_store, recursive: true);

    private static async Task<long> FirstPositionAsync(ChannelBase channel) => (await VerifyAsync(channel)).FirstPosition;

    private static async Task<VerifyResult> VerifyAsync(ChannelBase channel)
    {
        using var call = new OperationsService.OperationsServiceClient(channel).Verify(new VerifyRequest());
        VerifyResult? result = null;
        await foreach (var response in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            result = response.Result ?? result;
        }

        return result.ShouldNotBeNull();
    }

    private static SubmitReportRequest Report() => new()
    {
        Hub = "hub:linkers",
        Producer = "test",
        Report = new FlowReport
        {
            Sequence = 1,
            Flows =
            {
                new Flow
                {
                    Origin = "jp:13",
                    Destination = "jp:27",
                    Layer = Layer.People,
                    Quantity = 5,
                    EventTimeMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
                },
            },
        },
    };
}
