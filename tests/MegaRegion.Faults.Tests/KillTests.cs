using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>R01: kill -9 at random times under load, also while the server starts.</summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class KillTests : IDisposable
{
    private const int Hubs = 16;
    private const int MaxAcknowledgementsBetweenKills = 400;
    private const int KillDuringStartOneIn = 4;

    // The short form runs beside other tests on a small machine.
    private static readonly TimeSpan ReadyBudget = TimeSpan.FromSeconds(FaultRun.IsFull ? 3 : 60);

    private readonly FaultRun _run = new("R01 kill -9");
    private readonly ServerPlace _place = new();
    private readonly List<TimeSpan> _readyAfter = [];

    [Fact]
    public async Task No_acknowledged_report_is_lost_or_doubled_when_the_server_is_killed_again_and_again()
    {
        var kills = FaultRun.Count("MEGAREGION_FAULTS_KILLS", brief: 20, full: 200);
        var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
        var load = HubLoad.Start(channel, plan);
        for (var kill = 1; kill <= kills; kill++)
        {
            await load.WaitForAsync(_run.Random.Next(1, MaxAcknowledgementsBetweenKills));
            await server.KillAsync();
            await server.DisposeAsync();
            server = await RestartAsync();
        }

        await load.StopAsync();
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        await server.DisposeAsync();

        var stored = await StoreReader.ReadAsync(_place.Database);
        _readyAfter.Sort();
        var median = _readyAfter[_readyAfter.Count / 2];
        _run.Say(
            $"{kills} kills, {load.Acknowledged.Count} acknowledged, {stored.Count} stored, ready again after {median.TotalSeconds:F2} s (median), {_readyAfter[^1].TotalSeconds:F2} s (longest)");
        load.Broken.ShouldBeEmpty();
        LedgerCheck.Run(plan, load.Acknowledged, stored, served).ShouldBeEmpty();
        median.ShouldBeLessThan(ReadyBudget);
    }

    public void Dispose() => _place.Dispose();

    private async Task<ServerProcess> RestartAsync()
    {
        if (_run.Random.Next(KillDuringStartOneIn) == 0)
        {
            await using var early = ServerProcess.Spawn(_place);
            await early.EndsWithinAsync(TimeSpan.FromMilliseconds(_run.Random.Next(50, 1_500)));
        }

        var server = await ServerProcess.StartAsync(_place);
        _readyAfter.Add(server.ReadyAfter);
        return server;
    }
}
