using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R13: each source reports over a link of its own. The links are clogged one by one under load and freed one by one in
/// another order; then all sources catch up.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class SwizzleTests : IAsyncDisposable
{
    private const int Sources = 8;

    // More than a source may have unacknowledged: what was posted before is then acknowledged.
    private const int CaughtUpReports = 20;
    private static readonly TimeSpan CatchUpBudget = TimeSpan.FromSeconds(10);

    private readonly FaultRun _run = new("R13 swizzle-clog");
    private readonly ServerPlace _place = new();
    private readonly List<Source> _sources = [];
    private ServerProcess? _server;
    private ReportPlan? _plan;

    [Fact]
    public async Task Sources_whose_links_are_clogged_one_by_one_and_freed_in_any_order_catch_up()
    {
        var server = _server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        await StartAsync(channel);
        var caughtUp = new List<TimeSpan>();
        for (var seed = 0; seed < (FaultRun.IsFull ? 50 : 3); seed++)
        {
            await ClogOneByOneAsync();
            await FreeAsync(_sources);
            var freed = TimeProvider.System.GetTimestamp();
            await CaughtUpAsync(_sources);
            caughtUp.Add(TimeProvider.System.GetElapsedTime(freed));
        }

        await Task.WhenAll(_sources.Select(source => source.Load.StopAsync()));
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(_place.Database);
        var acknowledged = _sources.SelectMany(source => source.Load.Acknowledged).ToList();
        _run.Say(
            $"{caughtUp.Count} swizzles of {Sources} links, {acknowledged.Count} acknowledged, {stored.Count} stored, caught up after {caughtUp.Max().TotalSeconds:F2} s (longest)");
        _sources.SelectMany(source => source.Load.Broken).ShouldBeEmpty();
        LedgerCheck.Run(_plan!, acknowledged, stored, served).ShouldBeEmpty();
        if (FaultRun.IsFull)
        {
            caughtUp.Max().ShouldBeLessThan(CatchUpBudget);
        }
    }

    // Negative control: a link that stays clogged is noticed.
    [Fact]
    public async Task A_source_whose_link_stays_clogged_does_not_catch_up()
    {
        _server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        await StartAsync(channel);
        await ClogOneByOneAsync();
        await FreeAsync(_sources[1..]);

        await CaughtUpAsync(_sources[1..]);

        _sources[0].Load.WaitForAsync(CaughtUpReports).IsCompleted.ShouldBeFalse();
        await FreeAsync(_sources[..1]);
        await CaughtUpAsync(_sources);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_sources.Select(source => source.DisposeAsync().AsTask()));
        // After the sources, which do not end without it.
        await (_server?.DisposeAsync() ?? default);
        _place.Dispose();
    }

    private static Task CaughtUpAsync(IEnumerable<Source> sources) =>
        Task.WhenAll(sources.Select(source => source.Load.WaitForAsync(CaughtUpReports)));

    private async Task StartAsync(GrpcChannel channel)
    {
        _plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Sources), TimeProvider.System.GetUtcNow());
        _sources.AddRange(_plan.Hubs.Select(hub => new Source(_place.Grpc, _plan, hub)));
        await CaughtUpAsync(_sources);
    }

    private async Task ClogOneByOneAsync()
    {
        var open = _sources.OrderBy(_ => _run.Random.Next()).ToList();
        foreach (var source in open.ToList())
        {
            source.Link.Freeze(toServer: true, toClient: _run.Random.Next(2) == 0);
            open.Remove(source);
            await Task.WhenAll(open.Select(other => other.Load.WaitForAsync(_run.Random.Next(1, 5))));
        }
    }

    private async Task FreeAsync(IReadOnlyList<Source> sources)
    {
        foreach (var source in sources.OrderBy(_ => _run.Random.Next()))
        {
            source.Link.Heal();
            await source.Load.WaitForAsync(_run.Random.Next(1, 5));
        }
    }

    private sealed class Source : IAsyncDisposable
    {
        private readonly GrpcChannel _channel;

        public Source(Uri server, ReportPlan plan, string hub)
        {
            Link = new BlackHoleProxy(server);
            _channel = GrpcChannel.ForAddress(Link.Address);
            Load = HubLoad.Start(_channel, plan, [hub], HubLoad.Patient with { DrainTimeout = TimeSpan.FromSeconds(5) });
        }

        public BlackHoleProxy Link { get; }

        public HubLoad Load { get; }

        public async ValueTask DisposeAsync()
        {
            Link.Heal();
            await Load.StopAsync();
            _channel.Dispose();
            await Link.DisposeAsync();
        }
    }
}
