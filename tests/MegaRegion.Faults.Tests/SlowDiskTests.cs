using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R08: every fsync takes long. An acknowledgement then takes at most two of them, the one under way and its own, because
/// all that wait share the next commit.
/// </summary>
public sealed class SlowDiskTests
{
    private const int Hubs = 64;
    private const int CallsAtOnce = 64;
    private const double MostFsyncs = 2.5;

    // A process that has just started is slow by itself.
    private const int WarmUpShare = 5;

    // No disk is this slow, however busy its machine.
    private const int FarTooSlowMilliseconds = 20_000;

    private readonly FaultRun _run = new("R08 slow disk");

    [Fact]
    public async Task With_slow_fsyncs_commits_are_shared_by_more_and_every_call_is_answered()
    {
        await Strace.RequireAsync();
        var faults = new List<string>();
        int[] delays = FaultRun.IsFull ? [50, 100, 200, 350, 500] : [60];
        foreach (var milliseconds in delays)
        {
            // Two fsyncs answer all that are under way at once.
            var calls = CallsAtOnce * (FaultRun.IsFull ? 60_000 / (2 * milliseconds) : 12);
            using var strace = new Strace($"fsync:delay_enter={milliseconds * 1000}:when=6+");
            var seen = await MeasureAsync(strace.Wrapper, calls);
            _run.Say($"fsync {milliseconds} ms: {seen}");
            faults.AddRange(Judge(seen, milliseconds).Select(fault => $"fsync {milliseconds} ms: {fault}"));
        }

        faults.ShouldBeEmpty();
    }

    // Negative control: on a disk that is not slow the same judgement finds that it is not.
    [Fact]
    public async Task A_fast_disk_is_not_taken_for_a_slow_one()
    {
        var seen = await MeasureAsync([], CallsAtOnce * 12);

        Judge(seen, FarTooSlowMilliseconds).ShouldContain(fault => fault.StartsWith("median"));
    }

    private static List<string> Judge(SharedCommits seen, int milliseconds)
    {
        var faults = seen.Faults().ToList();
        if (seen.Figures.Percentile(50).TotalMilliseconds < milliseconds)
        {
            faults.Add($"median {seen.Figures.Percentile(50)}: the fsyncs were not slow");
        }

        var p99 = seen.Figures.Percentile(99).TotalMilliseconds;
        if (FaultRun.IsFull && p99 > MostFsyncs * milliseconds)
        {
            faults.Add($"p99 {p99:F1} ms: more than {MostFsyncs} fsyncs");
        }

        return faults;
    }

    private async Task<SharedCommits> MeasureAsync(IReadOnlyList<string> wrapper, int calls)
    {
        using var place = new ServerPlace { Wrapper = wrapper, Address = null };
        await using var server = await ServerProcess.StartAsync(place);
        using var channel = GrpcChannel.ForAddress(place.Grpc);
        using var metrics = new ServerMetrics(place.Web);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
        var load = new OpenLoad(channel, plan);
        await load.RunClosedAsync(CallsAtOnce, Math.Max(CallsAtOnce, calls / WarmUpShare));
        return await SharedCommits.MeasureAsync(metrics, () => load.RunClosedAsync(CallsAtOnce, calls));
    }
}
