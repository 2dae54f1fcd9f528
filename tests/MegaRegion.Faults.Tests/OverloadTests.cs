using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R18: single reports arrive at 2, 5 and 10 times the rate that the server can take. It has a small share of the
/// processors, so that the machine is fast enough for its clients. MEGAREGION_OVERLOAD_SECONDS sets how long each load lasts
/// in the full form; without it, two minutes.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class OverloadTests : IDisposable
{
    private const int Hubs = 200;
    private const double LeastGoodput = 0.8;
    private const double MostLatencyRatio = 2;

    // The default of the server, and so few that a second is more than enough to go beyond it.
    private static readonly int CallLimit = FaultRun.IsFull ? 1_000 : 10;

    // Beside other tests the peak may be found so low that a multiple of it is no overload. The server is given its share of
    // the processors a tenth of a second at a time: of so many calls a second far more than the limit meet it at once.
    private static readonly double LeastRate = FaultRun.IsFull ? 0 : 1_000;
    private static readonly int ServerPercent = FaultRun.IsFull ? 20 : 40;

    private readonly FaultRun _run = new("R18 overload");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task Under_overload_what_is_not_accepted_is_refused_with_a_delay_and_what_is_accepted_is_kept()
    {
        var (peak, loads) = await OverloadAsync(CallLimit, FaultRun.IsFull ? [2, 5, 10] : [3]);
        foreach (var (times, figures) in loads)
        {
            figures.Accepted.ShouldBeGreaterThan(0);
            figures.Refused.ShouldBeGreaterThan(0);
            figures.Others.Keys.ShouldBeSubsetOf([StatusCode.DeadlineExceeded, StatusCode.Unavailable]);
            if (FaultRun.IsFull && times <= 5)
            {
                HoldsUp(figures, peak).ShouldBeTrue(FormattableString.Invariant($"{times} times the peak"));
            }
        }
    }

    /// <summary>The control: a server that takes in every call refuses none, and in the full form it answers few in time.</summary>
    [Fact]
    public async Task Control_without_the_limit_nothing_is_refused_and_the_goodput_falls()
    {
        var (peak, loads) = await OverloadAsync(callLimit: 1_000_000, FaultRun.IsFull ? [5] : [3]);
        foreach (var figures in loads.Values)
        {
            (FaultRun.IsFull ? HoldsUp(figures, peak) : figures.Refused > 0).ShouldBeFalse();
        }
    }

    public void Dispose() => _place.Dispose();

    private static TimeSpan Duration { get; } = FaultRun.Duration("MEGAREGION_OVERLOAD_SECONDS", brief: 1, full: 120);

    private static bool HoldsUp(CallFigures figures, CallFigures peak) =>
        figures.AcceptedPerSecond >= LeastGoodput * peak.AcceptedPerSecond
        && figures.Percentile(99) <= MostLatencyRatio * peak.Percentile(99);

    /// <summary>The peak, and what became of multiples of it. Whatever the load, what was promised is kept.</summary>
    private async Task<(CallFigures Peak, Dictionary<int, CallFigures> Loads)> OverloadAsync(int callLimit, int[] multiples)
    {
        await using var share = ControlGroup.OfProcessor(ServerPercent);
        using var place = _place.With(["env", FormattableString.Invariant($"Gateway__MaxReportCalls={callLimit}")]);
        await using var server = await ServerProcess.StartAsync(place);
        using var channel = Connect(place.Grpc);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
        var load = new OpenLoad(channel, plan);
        await load.RunClosedAsync(CallLimit, (FaultRun.IsFull ? 10 : 20) * CallLimit);
        share.Add(server);
        var peak = await load.RunClosedAsync(CallLimit, (FaultRun.IsFull ? 30 : 20) * CallLimit);
        Say("peak", peak);
        var loads = new Dictionary<int, CallFigures>();
        foreach (var times in multiples)
        {
            loads[times] = await load.RunOpenAsync(Math.Max(times * peak.AcceptedPerSecond, LeastRate), Duration);
            Say($"{times} times", loads[times]);
            await server.ShouldBeAliveAsync();
        }

        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(place.Database);
        LedgerCheck.Run(plan, load.Acknowledged, stored, served).ShouldBeEmpty();
        return (peak, loads);
    }

    private void Say(string what, CallFigures figures) => _run.Say(
        $"{what}: {figures.AcceptedPerSecond:F0}/s accepted, p99 {figures.Percentile(99).TotalMilliseconds:F0} ms; {figures.Calls.Count} calls, {figures.Refused} refused with a delay, others {string.Join(", ", figures.Others)}");

    private static GrpcChannel Connect(Uri server) => GrpcChannel.ForAddress(server, new GrpcChannelOptions
    {
        HttpHandler = new System.Net.Http.SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
        DisposeHttpClient = true,
    });
}
