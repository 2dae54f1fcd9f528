using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>R05: an fsync of the server's store fails under load. The process acknowledges nothing more and ends.</summary>
public sealed class FsyncFailureTests : IDisposable
{
    private const int Hubs = 8;
    private static readonly TimeSpan ExitBudget = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly FaultRun _run = new("R05 fsync error");
    private readonly ServerPlace _sound = new() { Address = null };

    [Fact]
    public async Task After_a_failed_fsync_the_server_ends_and_the_next_one_has_all_that_was_acknowledged()
    {
        await Strace.RequireAsync();
        var rounds = FaultRun.IsFull ? 20 : 1;
        var exits = new List<TimeSpan>();
        var (plan, acknowledged) = (await PlanAsync(), new List<Acknowledgement>());
        for (var round = 1; round <= rounds; round++)
        {
            using var strace = new Strace($"fsync:error=EIO:when={_run.Random.Next(4, 60)}");
            var load = await RunAsync(plan, strace, async (server, _) =>
            {
                (await server.EndsWithinAsync(Patience)).ShouldBeTrue("a server whose store failed must end");
                server.ExitCode.ShouldNotBe(0);
            });
            acknowledged.AddRange(load.Acknowledged);
            exits.Add(strace.FromFaultToExit());
        }

        await CheckAsync(plan, acknowledged);
        exits.Sort();
        _run.Say(
            $"{rounds} failed fsyncs, {acknowledged.Count} acknowledged, ended after {exits[exits.Count / 2].TotalSeconds:F2} s (median), {exits[^1].TotalSeconds:F2} s (longest)");
        if (FaultRun.IsFull)
        {
            exits[^1].ShouldBeLessThan(ExitBudget);
        }
    }

    // Negative control: the same calls of a disk that hides its failure. Nothing ends the server, and it acknowledges on.
    [Fact]
    public async Task A_failure_that_is_hidden_from_the_server_does_not_end_it()
    {
        await Strace.RequireAsync();
        using var strace = new Strace("fsync:retval=0:when=4+");
        await RunAsync(await PlanAsync(), strace, async (server, load) =>
        {
            // How many reports share an fsync is up to the machine.
            for (var waits = 0; waits < 100 && strace.Injected < 2; waits++)
            {
                await load.WaitForAsync(50);
            }

            (await server.EndsWithinAsync(TimeSpan.Zero)).ShouldBeFalse();
        });

        strace.Injected.ShouldBeGreaterThan(1);
    }

    public void Dispose() => _sound.Dispose();

    private async Task<HubLoad> RunAsync(ReportPlan plan, Strace strace, Func<ServerProcess, HubLoad, Task> during)
    {
        using var place = _sound.With(strace.Wrapper);
        await using var server = await ServerProcess.StartAsync(place);
        using var channel = GrpcChannel.ForAddress(place.Grpc);
        var load = HubLoad.Start(
            channel, plan, template: HubLoad.Patient with { GiveUpAfter = TimeSpan.Zero, DrainTimeout = TimeSpan.Zero });
        await during(server, load);
        await load.StopAsync();
        return load;
    }

    private async Task<ReportPlan> PlanAsync()
    {
        await using var server = await ServerProcess.StartAsync(_sound);
        using var channel = GrpcChannel.ForAddress(_sound.Grpc);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
        await server.TerminateAsync();
        return plan;
    }

    private async Task CheckAsync(ReportPlan plan, List<Acknowledgement> acknowledged)
    {
        await using var server = await ServerProcess.StartAsync(_sound);
        using var channel = GrpcChannel.ForAddress(_sound.Grpc);
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(_sound.Database);
        LedgerCheck.Run(plan, acknowledged, stored, served).ShouldBeEmpty();
    }
}
