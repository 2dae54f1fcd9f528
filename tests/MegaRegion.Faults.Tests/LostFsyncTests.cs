using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R04: the disk answers fsyncs and forgets what they were for. The store's files are put back to what they were at a
/// moment after which nothing reached the disk. No server can know; the positions that clients hold tell. That a kill
/// alone is not reported is shown by <see cref="KillTests"/>.
/// </summary>
public sealed class LostFsyncTests : IDisposable
{
    private const int Hubs = 4;

    private readonly FaultRun _run = new("R04 lost fsync");
    private readonly ServerPlace _place = new() { Address = null };

    [Fact]
    public async Task Acknowledged_reports_that_a_lying_disk_lost_are_reported_by_the_clients_that_hold_their_positions()
    {
        var kept = await KeepAsync();
        var (lies, lost) = (FaultRun.IsFull ? 50 : 1, 0);
        for (var lie = 0; lie < lies; lie++)
        {
            var server = await ServerProcess.StartAsync(_place);
            using var channel = GrpcChannel.ForAddress(_place.Grpc);
            var load = HubLoad.Start(channel, kept.Plan);
            await load.WaitForAsync(_run.Random.Next(Hubs * 20, 400));
            await server.KillAsync();
            await server.DisposeAsync();
            _place.PutBack(kept.Files);

            await using var next = await ServerProcess.StartAsync(_place);
            await load.StoppedAsync();
            await next.TerminateAsync();

            lost += load.Acknowledged.Count;
            Compare(kept.Plan, load, [.. await StoreReader.ReadAsync(_place.Database)]);
        }

        _run.Say($"{lies} lies, {lost} acknowledged reports lost, every loss reported");
    }

    public void Dispose() => _place.Dispose();

    // The comparison with the clients' own record of acknowledgements finds every one; each client has found its own.
    private static void Compare(ReportPlan plan, HubLoad load, List<StoredReport> stored)
    {
        var faults = LedgerCheck.Run(plan, load.Acknowledged, stored, new Dictionary<Domain.Flows.Layer, long>());
        faults.Count(fault => fault.StartsWith("I1", StringComparison.Ordinal)).ShouldBe(load.Acknowledged.Count);
        foreach (var hub in load.Acknowledged.Select(promise => promise.Hub).Distinct(StringComparer.Ordinal))
        {
            load.Broken.ShouldContain(line => line.StartsWith($"{hub} stopped", StringComparison.Ordinal) && line.Contains("restored from an older state", StringComparison.Ordinal));
        }
    }

    // What is on the disk when it begins to lie.
    private async Task<(ReportPlan Plan, IReadOnlyDictionary<string, byte[]> Files)> KeepAsync()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
        await server.TerminateAsync();
        return (plan, _place.Copy());
    }
}
