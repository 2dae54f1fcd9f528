using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.PrivatePostgres;
using MegaRegion.V1;
using Microsoft.Data.Sqlite;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R01 within a removal: the server is killed with -9 while it removes reports from the journal, at a random moment, under
/// load. A report is then in the journal or has its receipt, and the totals are those of all reports.
/// </summary>
public sealed class CompactionKillTests : IDisposable
{
    private const int Hubs = 8;
    private const int MostReportsBetweenKills = 400;

    // Whatever is there is old enough. The server's own rounds take the same way an hour later.
    private static readonly string[] RemovesAll = ["--keep-journal", "0.001s"];

    private readonly FaultRun _run = new("R01 kill -9 in a removal");
    private readonly ServerPlace _sqlite = new() { Arguments = RemovesAll, Address = null };

    [Fact]
    public Task Nothing_is_lost_or_doubled_when_the_server_is_killed_while_it_removes_reports_from_SQLite() =>
        KillAgainAndAgainAsync(_sqlite);

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_server_is_killed_while_it_removes_reports_from_PostgreSQL()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL is not installed");
        await using var postgres = await PostgresServer.StartAsync();
        using var place = new ServerPlace { Arguments = RemovesAll, Address = postgres.Url("faults") };
        await KillAgainAndAgainAsync(place);
    }

    // Negative control: a removal that keeps no receipt of a report is seen.
    [Fact]
    public async Task A_report_that_a_removal_lost_is_missed()
    {
        await using var server = await ServerProcess.StartAsync(_sqlite);
        using var channel = GrpcChannel.ForAddress(_sqlite.Grpc);
        var plan = await PlanAsync(channel);
        var load = HubLoad.Start(channel, plan);
        await load.WaitForAsync(50);
        await load.StopAsync();
        (await RemoveAsync(channel)).ShouldBeTrue();
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        await CheckAsync(_sqlite.Database, plan, load, served);

        await using (var connection = new SqliteConnection($"Data Source={_sqlite.Database};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM journal_receipts WHERE \"offset\" = 1";
            (await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }

        var (stored, _) = await StoreReader.ReadWithRemovedAsync(_sqlite.Database, plan);
        LedgerCheck.Run(plan, load.Acknowledged, stored, served)
            .ShouldContain(fault => fault.StartsWith("I1", StringComparison.Ordinal));
    }

    public void Dispose() => _sqlite.Dispose();

    private async Task KillAgainAndAgainAsync(ServerPlace place)
    {
        var (kills, cutOff) = (FaultRun.Count("MEGAREGION_FAULTS_KILLS", brief: 2, full: 100), 0);
        var server = await ServerProcess.StartAsync(place);
        using var channel = GrpcChannel.ForAddress(place.Grpc);
        var plan = await PlanAsync(channel);
        var load = HubLoad.Start(channel, plan);
        await load.WaitForAsync(MostReportsBetweenKills);
        var started = Stopwatch.GetTimestamp();
        (await RemoveAsync(channel)).ShouldBeTrue();
        var latest = 2 * (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        for (var kill = 1; kill <= kills; kill++)
        {
            await load.WaitForAsync(_run.Random.Next(100, MostReportsBetweenKills));
            var removal = RemoveAsync(channel);
            await server.EndsWithinAsync(TimeSpan.FromMilliseconds(_run.Random.Next(latest)));
            await server.KillAsync();
            cutOff += await removal ? 0 : 1;
            await server.DisposeAsync();
            server = await ServerProcess.StartAsync(place);
        }

        await load.StopAsync();
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        await server.DisposeAsync();
        var removed = await CheckAsync(place.Database, plan, load, served);
        _run.Say($"{kills} kills, {cutOff} within a removal, {load.Acknowledged.Count} acknowledged, {removed} removed, none lost or doubled");
        removed.ShouldBeGreaterThan(0);
        if (FaultRun.IsFull)
        {
            cutOff.ShouldBeGreaterThan(kills / 4);
        }
    }

    private static async Task<long> CheckAsync(
        string store, ReportPlan plan, HubLoad load, IReadOnlyDictionary<Domain.Flows.Layer, long> served)
    {
        var (stored, removed) = await StoreReader.ReadWithRemovedAsync(store, plan);
        load.Broken.ShouldBeEmpty();
        LedgerCheck.Run(plan, load.Acknowledged, stored, served).ShouldBeEmpty();
        stored.Select(report => report.Offset).Order().ShouldBe(Enumerable.Range(1, stored.Count).Select(offset => (long)offset));
        return removed;
    }

    /// <summary>Whether a removal came to its end.</summary>
    private static async Task<bool> RemoveAsync(ChannelBase channel)
    {
        try
        {
            using var call = new OperationsService.OperationsServiceClient(channel).Compact(new CompactRequest());
            var result = false;
            await foreach (var response in call.ResponseStream.ReadAllAsync(CancellationToken.None))
            {
                result |= response.Result is not null;
            }

            return result;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private async Task<ReportPlan> PlanAsync(ChannelBase channel) =>
        new(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
}
