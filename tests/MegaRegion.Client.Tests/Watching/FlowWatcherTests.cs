using Grpc.Core;
using MegaRegion.Client.Watching;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Client.Tests.Watching;

public sealed class FlowWatcherTests : ClientTest
{
    private static readonly FlowWatcherOptions Fast = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(20),
    };

    [Fact]
    public async Task A_watch_goes_on_without_a_gap_after_each_cut()
    {
        const int Reports = 30;
        var watcher = new FlowWatcher(Channel, Fast, random: new Random(1));
        await using var client = new Client.Reporting.HubClient(Server.Channel, Options, random: new Random(1));
        var cells = new Dictionary<(string, string), long>();
        var sent = 0;
        var resyncs = 0;
        await foreach (var response in watcher.WatchAsync(new WatchFlowsRequest { Level = Level.Region }, Cancel))
        {
            resyncs += response.State == WatchState.Resync ? 1 : 0;
            foreach (var cell in response.Cells)
            {
                var key = (cell.Origin, cell.Destination);
                cell.Quantity.ShouldBeGreaterThanOrEqualTo(cells.GetValueOrDefault(key), "a total went back");
                cells[key] = cell.Quantity;
            }

            if (response.State != WatchState.Live || cells.Values.Sum() != sent)
                continue;

            if (sent == Reports)
                break;

            // The next report is made while nobody watches.
            Proxy.Cut();
            await client.ReportAsync([Sample.Flow()], Cancel);
            sent++;
        }

        cells.Values.Sum().ShouldBe(Reports);
        resyncs.ShouldBe(0);
        Proxy.Accepted.ShouldBeGreaterThanOrEqualTo(Reports);
    }

    [Fact]
    public async Task A_refused_watch_fails()
    {
        var watcher = new FlowWatcher(Channel, Fast, random: new Random(1));

        var exception = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (var response in watcher.WatchAsync(new WatchFlowsRequest(), Cancel))
                response.ShouldBeNull();
        });

        exception.StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task Cancellation_ends_a_watch()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watcher = new FlowWatcher(Channel, Fast, random: new Random(1));

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var response in watcher.WatchAsync(new WatchFlowsRequest { Level = Level.City }, stop.Token))
            {
                response.ResumeToken.ShouldNotBeNull();
                await stop.CancelAsync();
            }
        });
    }
}
