using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>
/// A hub's reports, with everything that can become of them: new, repeated, refused and late; a watcher that has seen
/// all of them and stays; and a verification that has ended.
/// </summary>
internal sealed class FlowTraffic : IAsyncDisposable
{
    private static readonly DateTimeOffset Morning = new(2025, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));

    private readonly GrpcChannel _channel;
    private readonly AsyncServerStreamingCall<WatchFlowsResponse> _watch;

    private FlowTraffic(Uri server)
    {
        _channel = GrpcChannel.ForAddress(server);
        _watch = new FlowService.FlowServiceClient(_channel).WatchFlows(new WatchFlowsRequest { Level = Level.Region, WindowSize = WindowSize.Day });
    }

    /// <summary>
    /// Makes it: 9 flows are received, of them 7 accepted (11 persons and 7 kg from Tokyo to Osaka), one a duplicate and
    /// one refused; one of the accepted is late.
    /// </summary>
    public static async Task<FlowTraffic> MakeAsync(Uri server)
    {
        var traffic = new FlowTraffic(server);
        await traffic.WaitForAsync(update => update.State == WatchState.Live);
        await traffic.ReportAsync();
        await traffic.VerifyAsync();
        return traffic;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReportAsync()
    {
        var flows = new FlowService.FlowServiceClient(_channel);
        var first = Report(1, People(5, Morning));
        await flows.SubmitReportAsync(first);
        await flows.SubmitReportAsync(first);
        var refusal = await Should.ThrowAsync<RpcException>(async () => await flows.SubmitReportAsync(Report(2, People(-1, Morning))));
        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);

        // Each is seen before the next is sent: the lag of a level is that of the changes that it is told of, and the
        // first of a place it learns with everything else when it is woken.
        await SubmitAndSeeAsync(Report(2, People(1, Morning.AddHours(3))), Layer.People, total: 6);
        await SubmitAndSeeAsync(Report(3, People(1, Morning.AddHours(3)), People(1, Morning)), Layer.People, total: 8);
        await SubmitAndSeeAsync(Report(4, Goods(3, Morning.AddHours(3))), Layer.Goods, total: 3);
        await SubmitAndSeeAsync(Report(5, Goods(4, Morning.AddHours(3)), People(3, Morning.AddHours(3))), Layer.Goods, total: 7);
    }

    private async Task SubmitAndSeeAsync(SubmitReportRequest report, Layer layer, long total)
    {
        await new FlowService.FlowServiceClient(_channel).SubmitReportAsync(report);
        await WaitForAsync(update => update.Cells.Any(cell => cell.Layer == layer && cell.Quantity >= total));
    }

    private async Task WaitForAsync(Func<WatchFlowsResponse, bool> isIt)
    {
        do
        {
            (await _watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken)).ShouldBeTrue();
        }
        while (!isIt(_watch.ResponseStream.Current));
    }

    private async Task VerifyAsync()
    {
        using var verify = new OperationsService.OperationsServiceClient(_channel).Verify(new VerifyRequest());
        VerifyResult? result = null;
        await foreach (var response in verify.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            result = response.Result ?? result;
        }

        result!.Differences.ShouldBe(0);
        result.Conclusive.ShouldBeTrue();
    }

    private static Flow People(long persons, DateTimeOffset time) => Tokyo(Layer.People, persons, time);

    private static Flow Goods(long kilograms, DateTimeOffset time) => Tokyo(Layer.Goods, kilograms, time);

    private static Flow Tokyo(Layer layer, long quantity, DateTimeOffset time) => new()
    {
        Origin = "jp:13",
        Destination = "jp:27",
        Layer = layer,
        Quantity = quantity,
        EventTimeMs = time.ToUnixTimeMilliseconds(),
    };

    private static SubmitReportRequest Report(long sequence, params Flow[] flows) =>
        new() { Hub = "hub:tsuruoka-incubation", Producer = "traffic", Report = new FlowReport { Sequence = sequence, Flows = { flows } } };
}
