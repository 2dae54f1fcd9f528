using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R18: single reports arrive at 2, 5 and 10 times the rate that the server can take. It has a small share of the
/// processors, so that the machine is fast enough for its clients.
/// </summary>
public sealed class OverloadTests : IDisposable
{
    private const int Hubs = 200;
    private const int CallsAtPeak = 1_000;
    private const int ServerPercent = 40;
    private const double LeastGoodput = 0.8;

    private readonly FaultRun _run = new("R18 overload");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task Under_overload_what_is_not_accepted_is_refused_with_a_delay_and_what_is_accepted_is_kept()
    {
        await using var share = ControlGroup.OfProcessor(ServerPercent);
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = Connect(_place.Grpc);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
        var load = new OpenLoad(channel, plan);
        await load.RunClosedAsync(CallsAtPeak, (FaultRun.IsFull ? 10 : 1) * CallsAtPeak);
        share.Add(server);
        var peak = await load.RunClosedAsync(CallsAtPeak, (FaultRun.IsFull ? 30 : 1) * CallsAtPeak);
        Say("peak", peak);
        var goodput = new Dictionary<int, double>();
        foreach (var times in FaultRun.IsFull ? [2, 5, 10] : new[] { 3 })
        {
            var seconds = FaultRun.IsFull ? 120 : 1;
            var figures = await load.RunOpenAsync(times * peak.AcceptedPerSecond, TimeSpan.FromSeconds(seconds));
            Say($"{times} times", figures);
            await server.ShouldBeAliveAsync();
            figures.Accepted.ShouldBeGreaterThan(0);
            figures.Others.Keys.ShouldBeSubsetOf([StatusCode.DeadlineExceeded, StatusCode.Unavailable]);
            goodput[times] = figures.AcceptedPerSecond / peak.AcceptedPerSecond;
        }

        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(_place.Database);
        LedgerCheck.Run(plan, load.Acknowledged, stored, served).ShouldBeEmpty();
        if (FaultRun.IsFull)
        {
            goodput[5].ShouldBeGreaterThan(LeastGoodput);
        }
    }

    public void Dispose() => _place.Dispose();

    private void Say(string what, CallFigures figures) => _run.Say(
        $"{what}: {figures.AcceptedPerSecond:F0}/s accepted, p99 {figures.Percentile(99).TotalMilliseconds:F0} ms; {figures.Calls.Count} calls, {figures.Refused} refused with a delay, others {string.Join(", ", figures.Others)}");

    private static GrpcChannel Connect(Uri server) => GrpcChannel.ForAddress(server, new GrpcChannelOptions
    {
        HttpHandler = new System.Net.Http.SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
        DisposeHttpClient = true,
    });
}
