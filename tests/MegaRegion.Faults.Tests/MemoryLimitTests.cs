using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R17: the server may have 512 MiB, and large reports come first from more clients at once than fit, then at four times the
/// rate that it can take. It has a share of the processors, so that the machine is fast enough for its clients.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class MemoryLimitTests : IDisposable
{
    private const int Hubs = 64;
    private const int CallsAtOnce = 200;
    private const long LimitBytes = 512L << 20;
    private const int ServerPercent = 40;
    private const int TimesTheCapacity = 4;

    private static readonly int FlowsOfReport = FaultRun.IsFull ? 4_000 : 1_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(FaultRun.IsFull ? 30 : 1);

    private readonly FaultRun _run = new("R17 memory limit");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task With_more_large_reports_than_fit_the_server_keeps_what_it_acknowledged()
    {
        await using var limit = ControlGroup.OfMemory(LimitBytes);
        await using var share = ControlGroup.OfProcessor(ServerPercent);
        var (acknowledged, plan, kills) = (new List<Acknowledgement>(), await PlanAsync(), 0);
        for (var run = 0; run < (FaultRun.IsFull ? 5 : 1); run++)
        {
            // Producers of their own: a run's sequences begin at 1.
            using var place = _place.With(limit.Wrapper);
            await using var server = await ServerProcess.StartAsync(place);
            using var channel = GrpcChannel.ForAddress(place.Grpc);
            var load = new OpenLoad(channel, plan, FormattableString.Invariant($"run{run}-"));
            share.Add(server);
            var capacity = await load.RunClosedAsync(CallsAtOnce, (FaultRun.IsFull ? 8 : 1) * CallsAtOnce);
            Say("at once", capacity, limit);
            Say("four times the capacity", await load.RunOpenAsync(TimesTheCapacity * capacity.AcceptedPerSecond, Duration), limit);
            acknowledged.AddRange(load.Acknowledged);
            var isKilled = await server.EndsWithinAsync(TimeSpan.Zero);
            kills += isKilled ? 1 : 0;
            _run.Say($"{(isKilled ? "killed" : "alive")}");
            if (!isKilled)
            {
                await server.TerminateAsync();
            }
        }

        // The control of the limit: the server's memory was counted against it.
        limit.MostMemoryBytes.ShouldBeInRange(LimitBytes / 16, LimitBytes);
        await CheckAsync(plan, acknowledged);
        if (FaultRun.IsFull)
        {
            kills.ShouldBe(0, "the server must shed before it is killed");
        }
    }

    public void Dispose() => _place.Dispose();

    private void Say(string what, CallFigures figures, ControlGroup limit) => _run.Say(
        $"{what}: {figures.AcceptedPerSecond:F0}/s, {figures.Accepted} accepted, {figures.Refused} refused with a delay, others {string.Join(", ", figures.Others)}; {limit.MostMemoryBytes >> 20} MiB at most");

    private async Task<ReportPlan> PlanAsync()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var hubs = await LoadPlaces.RegisterAsync(channel, Hubs);
        await server.TerminateAsync();
        return new ReportPlan(_run.Seed, hubs, TimeProvider.System.GetUtcNow(), FlowsOfReport);
    }

    // If it was killed, what holds after a kill holds.
    private async Task CheckAsync(ReportPlan plan, List<Acknowledgement> acknowledged)
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        LedgerCheck.Run(plan, acknowledged, await StoreReader.ReadAsync(_place.Database), served).ShouldBeEmpty();
    }
}
