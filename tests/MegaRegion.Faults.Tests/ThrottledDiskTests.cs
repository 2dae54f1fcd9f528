using System.Diagnostics;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R08 with a block device that takes only so many writes a second (a control group's limit), as rented disks do: every
/// fsync waits its turn, and what it has to write decides how long. All that wait share the next commit; the queue stays
/// bounded and every call has a status.
/// </summary>
public sealed class ThrottledDiskTests
{
    private const int Hubs = 64;
    private const int CallsAtOnce = 64;
    private const int DiskMebibytes = 256;

    // Calls so far for the code to be warm and the store to be made.
    private const int WarmUpCalls = 2 * CallsAtOnce;

    private static readonly TimeSpan FullTime = TimeSpan.FromSeconds(60);

    private readonly FaultRun _run = new("R08 throttled disk");

    [Fact]
    public async Task On_a_device_of_few_writes_a_second_commits_are_shared_and_every_call_is_answered()
    {
        int[] limits = FaultRun.IsFull ? [100, 50, 20, 10, 5] : [20];
        foreach (var limit in limits)
        {
            var seen = await MeasureAsync(limit);
            _run.Say($"{limit} writes/s: {seen}");
            Judge(seen, limit).ShouldBeEmpty();
        }
    }

    // Negative control: without the limit the same judgement finds that the disk is not slow.
    [Fact]
    public async Task A_device_without_a_limit_is_not_taken_for_a_slow_one() =>
        Judge(await MeasureAsync(writesPerSecond: null), writesPerSecond: 1)
            .ShouldContain(fault => fault.StartsWith("commit", StringComparison.Ordinal));

    // Each commit is at least one write to the device; a few may come before the limit is felt.
    private static List<string> Judge(SharedCommits seen, int writesPerSecond)
    {
        var faults = seen.Faults().ToList();
        if (seen.CommitMilliseconds < 500.0 / writesPerSecond)
        {
            faults.Add($"commit {seen.CommitMilliseconds}: the device was not slow");
        }

        return faults;
    }

    // The limit begins when the server is ready: a start makes the store, with an fsync for every step.
    private async Task<SharedCommits> MeasureAsync(int? writesPerSecond)
    {
        await using var disk = await BlockDisk.MountAsync(DiskMebibytes);
        await using var group = writesPerSecond is { } limit ? ControlGroup.OfWrites(disk.Device, limit) : null;
        using var place = new ServerPlace(disk.Folder);
        await using var server = await ServerProcess.StartAsync(place);
        using var channel = GrpcChannel.ForAddress(place.Grpc);
        using var metrics = new ServerMetrics(place.Web);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
        var load = new OpenLoad(channel, plan);
        await load.RunClosedAsync(CallsAtOnce, WarmUpCalls);
        group?.Add(server);
        return await SharedCommits.MeasureAsync(metrics, () => RunAsync(load, FaultRun.IsFull ? FullTime : TimeSpan.Zero));
    }

    // Calls for ten commits, and again until the time is over.
    private static async Task<CallFigures> RunAsync(OpenLoad load, TimeSpan time)
    {
        var (calls, started) = (new List<AnsweredCall>(), Stopwatch.GetTimestamp());
        do
        {
            calls.AddRange((await load.RunClosedAsync(CallsAtOnce, 10 * CallsAtOnce)).Calls);
        }
        while (Stopwatch.GetElapsedTime(started) < time);
        return new CallFigures(calls, calls.Count(call => call.IsAccepted) / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
