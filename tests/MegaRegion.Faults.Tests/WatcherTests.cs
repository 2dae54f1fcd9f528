using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests;

/// <summary>R19: one watcher that stops reading and one that vanishes, among many that keep up.</summary>
public sealed partial class WatcherTests : IDisposable
{
    private const int Watchers = 48;
    private const int Hubs = 16;
    private const int ChunkCells = 4_000;

    // More changes than the server remembers for a watcher that is behind (GrainsOptions.MaxWatchBacklog).
    private const int Chunks = 8;

    // Where the machine is busy with other things, half as much again as without the two is let pass.
    private const long StalenessBudgetMilliseconds = 1_500;

    private static readonly TimeSpan ReapBudget = TimeSpan.FromSeconds(60);

    private readonly FaultRun _run = new("R19 watchers");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task A_slow_and_a_dead_watcher_cost_the_others_nothing_and_are_resynchronised_and_reaped()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var hubs = await LoadPlaces.RegisterAsync(channel, Hubs);
        var burst = new CellBurst(channel, hubs, TimeProvider.System.GetUtcNow());
        var cells = await burst.AddAsync(ChunkCells);
        var watchers = Enumerable.Range(0, Watchers).Select(_ => new Watcher(channel)).ToList();
        await AllHaveAsync(watchers, cells);
        await AllHaveAsync(watchers, await burst.AddAsync(ChunkCells));
        var alone = Percentile99(watchers);

        using var slow = new Watcher(channel);
        await using var proxy = new BlackHoleProxy(_place.Grpc);
        using var lonelyChannel = GrpcChannel.ForAddress(proxy.Address);
        using var dead = new Watcher(lonelyChannel);
        await AllHaveAsync([slow, dead], cells);
        slow.Hold();
        await proxy.FreezeAsync();
        var vanished = Stopwatch.GetTimestamp();
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            cells = await burst.AddAsync(ChunkCells);
            await AllHaveAsync(watchers, cells);
        }

        var beside = Percentile99(watchers);
        slow.LetGo();
        var history = await HistoryAsync(channel);
        history.Count.ShouldBe(cells);
        await slow.IsAsync(history);
        await Task.WhenAll(watchers.Select(watcher => watcher.IsAsync(history)));
        await SubscribersAreAsync(Watchers + 1);
        var reaped = Stopwatch.GetElapsedTime(vanished);

        _run.Say(
            $"{Watchers} watchers, {cells} cells; p99 lag {alone} ms alone, {beside} ms beside a slow and a dead one; dead one gone after {reaped.TotalSeconds:F0} s");
        slow.Resyncs.ShouldBe(1);
        watchers.ShouldAllBe(watcher => watcher.Resyncs == 0);
        beside.ShouldBeLessThan(Math.Max(StalenessBudgetMilliseconds, alone * 3 / 2));
        reaped.ShouldBeLessThan(ReapBudget);
        watchers.ForEach(watcher => watcher.Dispose());
    }

    // Negative control: a watcher that misses one change does not pass for a complete one.
    [Fact]
    public async Task A_picture_with_one_wrong_cell_is_not_taken_for_the_right_one()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var burst = new CellBurst(channel, await LoadPlaces.RegisterAsync(channel, 2), TimeProvider.System.GetUtcNow());
        using var watcher = new Watcher(channel);
        await watcher.HasCellsAsync(await burst.AddAsync(1_000));
        var history = await HistoryAsync(channel);
        await watcher.IsAsync(history);

        history[500].Quantity++;

        watcher.IsAsync(history).IsCompleted.ShouldBeFalse();
    }

    public void Dispose() => _place.Dispose();

    private static Task AllHaveAsync(IEnumerable<Watcher> watchers, int cells) =>
        Task.WhenAll(watchers.Select(watcher => watcher.HasCellsAsync(cells)));

    private static long Percentile99(IEnumerable<Watcher> watchers)
    {
        var lags = new List<long>();
        foreach (var watcher in watchers)
        {
            while (watcher.LagMilliseconds.TryDequeue(out var lag))
            {
                lags.Add(lag);
            }
        }

        lags.Sort();
        return lags[(int)(lags.Count * 0.99)];
    }

    private static async Task<List<FlowCell>> HistoryAsync(GrpcChannel channel)
    {
        var flows = new FlowService.FlowServiceClient(channel);
        var request = new QueryFlowsRequest
        {
            Level = Level.City,
            View = FlowView.History,
            WindowSize = WindowSize.Day,
            Limit = 10_000,
        };
        var cells = new List<FlowCell>();
        do
        {
            var answer = await flows.QueryFlowsAsync(request);
            cells.AddRange(answer.Cells);
            request.PageToken = answer.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return cells;
    }

    // Asks the metrics again and again; the budget of the reaping is the limit.
    private async Task SubscribersAreAsync(int expected)
    {
        using var http = new System.Net.Http.HttpClient();
        using var limit = new CancellationTokenSource(ReapBudget);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (true)
        {
            var metrics = await http.GetStringAsync(new Uri(_place.Web, "/metrics"), limit.Token);
            var subscribers = SubscribersLine().Matches(metrics)
                .Sum(match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
            if (subscribers <= expected)
            {
                subscribers.ShouldBe(expected);
                return;
            }

            await ticks.WaitForNextTickAsync(limit.Token);
        }
    }

    [GeneratedRegex(@"^megaregion_watch_subscribers(?:\{[^}]*\})? (?<value>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SubscribersLine();
}
