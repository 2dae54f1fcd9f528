using System.Diagnostics;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R12 between clients and a server: a link over which a hub reports and a watcher looks on becomes a black hole, both ways
/// or one way, while another hub reports over a sound one. After the link has healed the watcher goes on without a gap.
/// Partitions between owners of a hub are in the store's tests.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class PartitionTests : IAsyncDisposable
{
    private const int ReportsInACut = 20;
    private static readonly TimeSpan ResumeBudget = TimeSpan.FromSeconds(2);

    private readonly FaultRun _run = new("R12 partition");

    // Cuts last longer and shorter than the server's patience with a silent client.
    private readonly ServerPlace _place = new() { KeepAliveSeconds = FaultRun.IsFull ? 5 : 1 };
    private ServerProcess? _server;
    private BlackHoleProxy? _link;

    [Fact]
    public async Task After_a_partition_the_watch_goes_on_without_a_gap_and_reports_are_there_once()
    {
        var server = await StartAsync();
        using var sound = GrpcChannel.ForAddress(_place.Grpc);
        using var cut = GrpcChannel.ForAddress(_link!.Address);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(sound, 2), TimeProvider.System.GetUtcNow());
        var near = HubLoad.Start(sound, plan, [plan.Hubs[0]]);
        var far = HubLoad.Start(cut, plan, [plan.Hubs[1]]);
        await using var watcher = new PatientWatcher(cut);
        var resumed = new List<TimeSpan>();
        for (var round = 0; round < (FaultRun.IsFull ? 30 : 3); round++)
        {
            _link.Freeze(toServer: round % 3 != 1, toClient: round % 3 != 2);
            await LastsAsync(near);
            var known = await TotalAsync(sound);
            _link.Heal();
            var healed = Stopwatch.GetTimestamp();
            await watcher.Picture.HasAtLeastAsync(known);
            resumed.Add(Stopwatch.GetElapsedTime(healed));
            await far.WaitForAsync(ReportsInACut);
        }

        await Task.WhenAll(near.StopAsync(), far.StopAsync());
        var served = await ServedTotals.VerifyAndReadAsync(sound);
        await watcher.Picture.IsAsync(await ServedHistory.ReadAsync(sound));
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(_place.Database);
        _run.Say(
            $"{resumed.Count} partitions, watch cut {watcher.Cuts} times, begun anew {watcher.Picture.Resyncs} times, up to date after {resumed.Max().TotalSeconds:F2} s (longest); {stored.Count} reports stored");
        near.Broken.Concat(far.Broken).ShouldBeEmpty();
        watcher.Picture.Resyncs.ShouldBe(0);
        LedgerCheck.Run(plan, [.. near.Acknowledged, .. far.Acknowledged], stored, served).ShouldBeEmpty();
        if (FaultRun.IsFull)
        {
            resumed.Max().ShouldBeLessThan(ResumeBudget);
        }
    }

    // Negative control: behind a link that stays cut the picture falls behind, and that is seen.
    [Fact]
    public async Task Behind_a_link_that_stays_cut_the_picture_falls_behind()
    {
        await StartAsync();
        using var sound = GrpcChannel.ForAddress(_place.Grpc);
        using var cut = GrpcChannel.ForAddress(_link!.Address);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(sound, 2), TimeProvider.System.GetUtcNow());
        var near = HubLoad.Start(sound, plan, [plan.Hubs[0]]);
        await using var watcher = new PatientWatcher(cut);
        await near.WaitForAsync(ReportsInACut);
        await watcher.Picture.HasAtLeastAsync(1);

        _link.Freeze();
        await near.WaitForAsync(ReportsInACut);
        await near.StopAsync();

        // Verifying brings every total up to date: before that the served picture may be as old as the watcher's.
        await ServedTotals.VerifyAndReadAsync(sound);
        var history = await ServedHistory.ReadAsync(sound);

        watcher.Picture.IsAsync(history).IsCompleted.ShouldBeFalse();
        _link.Heal();
        await watcher.Picture.IsAsync(history);
    }

    public async ValueTask DisposeAsync()
    {
        await (_link?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
        _place.Dispose();
    }

    private async Task<ServerProcess> StartAsync()
    {
        _server = await ServerProcess.StartAsync(_place);
        _link = new BlackHoleProxy(_place.Grpc);
        return _server;
    }

    /// <summary>In the full form 5 to 60 seconds; otherwise as long as the other hub takes for some reports.</summary>
    private async Task LastsAsync(HubLoad near)
    {
        await near.WaitForAsync(ReportsInACut);
        if (FaultRun.IsFull)
        {
            using var time = new PeriodicTimer(TimeSpan.FromSeconds(_run.Random.Next(5, 61)));
            await time.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<long> TotalAsync(GrpcChannel channel) =>
        (await ServedHistory.ReadAsync(channel)).Sum(cell => cell.Quantity);
}
