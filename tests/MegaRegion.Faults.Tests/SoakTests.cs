using Grpc.Net.Client;
using MegaRegion.Domain.Flows;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R24: half of the peak for a long time. MEGAREGION_SOAK_SECONDS sets how long the full form runs; without it, ten
/// minutes. The short form is only long enough to see that nothing runs away.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class SoakTests : IDisposable
{
    private const int Hubs = 100;
    private const int CallsAtPeak = 64;
    private const double MostResidentPercentAnHour = 1;
    private const double MostLatencyDrift = 1.1;
    private const int BriefRoomBytes = 200 << 20;

    private readonly FaultRun _run = new("R24 soak");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task At_half_of_the_peak_memory_files_and_latency_stay_where_they_are()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);

        // Events of a minute: the cells of all pairs exist after the first quarter, and what grows then is not the ledger.
        var plan = new ReportPlan(
            _run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow(), spread: TimeSpan.FromMinutes(1));
        var load = new OpenLoad(channel, plan);
        var peak = await load.RunClosedAsync(CallsAtPeak, FaultRun.IsFull ? 50_000 : 500);
        var rate = FaultRun.IsFull ? peak.AcceptedPerSecond / 2 : Math.Min(peak.AcceptedPerSecond / 4, 200);
        var (quarters, uses) = (new List<CallFigures>(), new List<ProcessUse> { ProcessUse.Of(server) });
        for (var quarter = 0; quarter < 4; quarter++)
        {
            quarters.Add(await load.RunOpenAsync(rate, Duration / 4));
            uses.Add(ProcessUse.Of(server));
        }

        Say(uses, quarters);
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        await CompareAsync(plan, load, served);
        quarters.ForEach(quarter => quarter.Others.ShouldBeEmpty());
        Judge(uses, quarters);
    }

    // Negative control: the judgement sees a leak of memory and one of files.
    [Fact]
    public void A_leak_is_noticed()
    {
        var sound = Enumerable.Range(0, 5).Select(_ => new ProcessUse(100 << 20, 100 << 20, 50)).ToList();

        GrowthPercentAnHour(sound, TimeSpan.FromHours(1)).ShouldBe(0);
        GrowthPercentAnHour([.. sound[..4], sound[4] with { ResidentBytes = 110 << 20 }], TimeSpan.FromHours(1)).ShouldBeGreaterThan(10);
        FileGrowth([.. sound[..4], sound[4] with { Files = 60 }]).ShouldBe(10);
    }

    public void Dispose() => _place.Dispose();

    private static TimeSpan Duration { get; } = FaultRun.Duration("MEGAREGION_SOAK_SECONDS", brief: 2, full: 600);

    // The first half is for warming up.
    private static double GrowthPercentAnHour(List<ProcessUse> uses, TimeSpan duration) =>
        100.0 * (uses[^1].ResidentBytes - uses[^3].ResidentBytes) / uses[^3].ResidentBytes / (duration / 2).TotalHours;

    private static int FileGrowth(List<ProcessUse> uses) => uses[^1].Files - uses[^3].Files;

    private static double Drift(List<CallFigures> quarters) => quarters[^1].Percentile(99) / quarters[1].Percentile(99);

    private static void Judge(List<ProcessUse> uses, List<CallFigures> quarters)
    {
        FileGrowth(uses).ShouldBeLessThanOrEqualTo(FaultRun.IsFull ? 0 : 20);
        (uses[^1].ResidentBytes - uses[0].ResidentBytes).ShouldBeLessThan(FaultRun.IsFull ? long.MaxValue : BriefRoomBytes);
        if (FaultRun.IsFull)
        {
            GrowthPercentAnHour(uses, Duration).ShouldBeLessThan(MostResidentPercentAnHour);
            Drift(quarters).ShouldBeLessThan(MostLatencyDrift);
        }
    }

    private void Say(List<ProcessUse> uses, List<CallFigures> quarters) => _run.Say(
        $"{Duration.TotalSeconds:F0} s at {quarters[^1].AcceptedPerSecond:F0}/s; resident {string.Join(", ", uses.Select(use => use.ResidentBytes >> 20))} MiB ({GrowthPercentAnHour(uses, Duration):F1} %/h), {uses[^3].Files} then {uses[^1].Files} files, p99 {string.Join(", ", quarters.Select(quarter => FormattableString.Invariant($"{quarter.Percentile(99).TotalMilliseconds:F1}")))} ms ({100 * (Drift(quarters) - 1):F0} %)");

    // In two hours the journal grows beyond what fits into memory.
    private async Task CompareAsync(ReportPlan plan, OpenLoad load, IReadOnlyDictionary<Layer, long> served)
    {
        var (check, rows) = (new LedgerCheck(plan, load.Acknowledged), 0L);
        await foreach (var row in StoreReader.StreamAsync(_place.Database))
        {
            check.Take(row);
            rows++;
        }

        check.Conclude(served).ShouldBeEmpty();
        _run.Say($"{load.Acknowledged.Count} reports acknowledged and {rows} stored");
    }
}
