using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using Layer = MegaRegion.Domain.Flows.Layer;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R15 with a whole server: under load its wall clock jumps an hour ahead, two hours back, minutes back, and goes over a
/// leap second and over both changes of daylight-saving time. Nothing is lost or doubled, the watch goes on, no duration is
/// negative, a deadline ends its call in time, and a clock that is right again refuses nothing.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class ClockJumpTests : IDisposable
{
    private const int Hubs = 8;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private static readonly DateTimeOffset Start = new(2016, 12, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LeapSecond = new(2017, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // When New York went over to daylight-saving time, and when it came back.
    private static readonly DateTimeOffset[] ZoneChanges =
        [new(2017, 3, 12, 7, 0, 0, TimeSpan.Zero), new(2017, 11, 5, 6, 0, 0, TimeSpan.Zero)];

    private static readonly int AcknowledgementsBetween = FaultRun.IsFull ? 2_000 : 40;

    private readonly FaultRun _run = new("R15 clock jumps");
    private readonly DurationSums _durations = new();
    private readonly FakeClock _clock = new(Start, zone: "America/New_York");
    private readonly ServerPlace _place;

    public ClockJumpTests() => _place = new ServerPlace { Wrapper = _clock.Wrapper };

    [Fact]
    public async Task A_wall_clock_that_jumps_costs_nothing_but_the_reports_of_its_future()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var hubs = await LoadPlaces.RegisterAsync(channel, Hubs + 1);

        // What the load reports is past at every jump.
        var plan = new ReportPlan(_run.Seed, hubs, Start - (2 * Hour));
        var load = HubLoad.Start(channel, plan, hubs.Take(Hubs));
        var probe = new ClockProbe(channel, hubs[Hubs], hubs[0]);
        await using var watcher = new PatientWatcher(channel);
        for (var round = 0; round < (FaultRun.IsFull ? 5 : 1); round++)
        {
            await JumpAsync(probe, () => GoesOnAsync(channel, load, watcher));
        }

        await load.StopAsync();
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await watcher.Picture.IsAsync(await ServedHistory.ReadAsync(channel));
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(_place.Database);
        _run.Say($"{load.Acknowledged.Count} acknowledged and {probe.Offsets.Count} of the probe, {stored.Count} stored");
        load.Broken.ShouldBeEmpty();
        Check(plan, load, probe, stored, served).ShouldBeEmpty();
    }

    // Negative control: a duration of less than no time is seen in the sum that it makes smaller.
    [Fact]
    public void A_negative_duration_is_seen()
    {
        const string Before = "call_duration_seconds_sum{method=\"a\"} 3601.5\ncall_duration_seconds_count{method=\"a\"} 2\n";
        _durations.FindNegative(Before).ShouldBeEmpty();
        _durations.FindNegative(Before).ShouldBeEmpty();

        _durations.FindNegative("call_duration_seconds_sum{method=\"a\"} 1.5\nother_seconds_sum -1\n").Count.ShouldBe(2);
    }

    public void Dispose()
    {
        _place.Dispose();
        _clock.Dispose();
    }

    // That a probe's report is refused before a jump and accepted after it shows that the server saw the jump.
    private async Task JumpAsync(ClockProbe probe, Func<Task> goesOnAsync)
    {
        _clock.Set(Start);
        await probe.IsBeforeAsync(Start + Hour);
        await goesOnAsync();

        _clock.Jump(Hour);
        await probe.ReachesAsync(Start + Hour);
        await goesOnAsync();

        var began = Stopwatch.GetTimestamp();
        var watch = TimedWatch.RunAsync(_place.Grpc, Deadline);
        await probe.ReachesAsync(Start + Hour);
        _clock.Jump(-2 * Hour);
        await probe.IsBeforeAsync(Start);
        await probe.IsKnownAgainAsync();
        await goesOnAsync();
        (await watch).ShouldBe(StatusCode.DeadlineExceeded);
        _run.Say($"the call with a deadline of {Deadline.TotalSeconds} s ended within {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");

        _clock.Jump(Hour);
        await probe.ReachesAsync(Start);
        await goesOnAsync();

        _clock.Jump(TimeSpan.FromMinutes(-10));
        await probe.IsBeforeAsync(Start);
        await goesOnAsync();

        // The kernel shows the last second of the year twice.
        await GoOverAsync(LeapSecond, probe);
        _clock.Jump(TimeSpan.FromSeconds(-1));
        await goesOnAsync();
        foreach (var change in ZoneChanges)
        {
            await GoOverAsync(change, probe);
            await goesOnAsync();
        }
    }

    private async Task GoOverAsync(DateTimeOffset moment, ClockProbe probe)
    {
        _clock.Set(moment - TimeSpan.FromSeconds(1));
        await probe.ReachesAsync(moment);
    }

    // Reports are acknowledged, the watch brings them, and no duration is negative.
    private async Task GoesOnAsync(GrpcChannel channel, HubLoad load, PatientWatcher watcher)
    {
        await load.WaitForAsync(AcknowledgementsBetween);
        await watcher.Picture.HasAtLeastAsync((await ServedHistory.ReadAsync(channel)).Sum(cell => cell.Quantity));
        using var metrics = new ServerMetrics(_place.Web);
        _durations.FindNegative(await metrics.ReadAsync()).ShouldBeEmpty();
    }

    // The probe's reports are not the plan's: they are compared and taken off before the rest is.
    private static IReadOnlyList<string> Check(
        ReportPlan plan, HubLoad load, ClockProbe probe, IReadOnlyList<StoredReport> stored, IReadOnlyDictionary<Layer, long> served)
    {
        var probed = stored.Where(row => row.Hub == probe.Hub).ToList();
        probed.ConvertAll(row => row.Offset).ShouldBe(probe.Offsets);
        probed.ConvertAll(row => row.Sequence).ShouldBe(Enumerable.Range(1, probed.Count).Select(sequence => (long)sequence));
        var rest = served.ToDictionary();
        rest[Layer.People] -= probed.Count;
        return LedgerCheck.Run(plan, load.Acknowledged, [.. stored.Except(probed)], rest);
    }
}
