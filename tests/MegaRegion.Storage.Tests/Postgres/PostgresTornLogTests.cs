using MegaRegion.Grains.Storage;
using MegaRegion.PrivatePostgres;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Postgres;
using MegaRegion.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// R03 and R04 on PostgreSQL: its server crashes and the end of its log is not on the disk. A torn commit that nobody was
/// told of costs nothing; one that was acknowledged, because the disk had lied about its fsync, is reported by the store.
/// </summary>
public sealed class PostgresTornLogTests : IAsyncLifetime
{
    private const int Seed = 20_261_122;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private PostgresServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresServer Server
    {
        get
        {
            Assert.SkipUnless(_server is not null, "PostgreSQL is not installed");
            return _server!;
        }
    }

    // No page may reach the disk before the log of its change, which is about to be torn.
    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsInstalled)
        {
            _server = await PostgresServer.StartAsync("bgwriter_lru_maxpages=0", "checkpoint_timeout=1h");
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    [Fact]
    public async Task A_commit_torn_in_the_servers_log_costs_nothing_that_was_acknowledged()
    {
        var schema = PostgresFixture.NewSchema();
        var random = new Random(Seed);
        var (tears, kept) = (FaultForm.Choose(1, 100), 0);
        for (var tear = 1; tear <= tears; tear++)
        {
            var acknowledged = kept + 1;
            await using (var store = Open(schema))
            {
                await AppendAsync(store, acknowledged);
                var from = await WhereLogEndsAsync();
                await AppendAsync(store, acknowledged + 1, payloadBytes: random.Next(10, 20_000));
                await CrashWithTornLogAsync(from, await WhereLogEndsAsync(), random.NextDouble());
            }

            // The tear may lie behind the commit, in what the server wrote for itself: then the commit is there.
            await using var after = Open(schema);
            kept = (int)await StoredReports.CountAsync(after);
            kept.ShouldBeInRange(acknowledged, acknowledged + 1);
            await StoredReports.ShouldHoldAsync(after, Numbers(acknowledged));
        }

        FaultForm.Say($"{tears} commits torn in the log, {kept - tears} of them behind their end");
        kept.ShouldBeLessThan(tears * 3 / 2 + 1, "most tears must hit the commit");
    }

    [Fact]
    public async Task An_acknowledged_report_that_a_lying_disk_lost_fences_the_process_that_acknowledged_it()
    {
        var random = new Random(Seed);
        var lies = FaultForm.Choose(1, 50);
        for (var lie = 0; lie < lies; lie++)
        {
            await using var store = Open(PostgresFixture.NewSchema());
            await AppendAsync(store, 1);
            var from = await WhereLogEndsAsync();
            await AppendAsync(store, 2);
            await CrashWithTornLogAsync(from, await WhereLogEndsAsync(), random.NextDouble() / 2);

            var health = store.GetRequiredService<IStoreHealth>();
            await Eventually.HoldsAsync(() => health.Problem is null, Limit, "the server is back");
            var error = await Should.ThrowAsync<JournalUnavailableException>(() => AppendAsync(store, 3));

            error.Message.ShouldContain("has acknowledged reports up to 2");
            await Eventually.HoldsAsync(() => health.Fenced.IsCancellationRequested, Limit, "the store is fenced");
        }

        FaultForm.Say($"{lies} lies reported");
    }

    // Negative control: without the tear all is there and nothing is reported.
    [Fact]
    public async Task A_crash_that_keeps_the_log_is_no_loss()
    {
        await using var store = Open(PostgresFixture.NewSchema());
        await AppendAsync(store, 1);
        await Server.StopAsync("immediate");
        await Server.StartAgainAsync();

        await Eventually.HoldsAsync(
            () => store.GetRequiredService<IStoreHealth>().Problem is null, Limit, "the server is back");
        await AppendAsync(store, 2);

        await StoredReports.ShouldHoldAsync(store, Numbers(2));
    }

    private ServiceProvider Open(string schema) =>
        new ServiceCollection()
            .AddMegaRegionPostgresStore(options =>
            {
                options.Url = Server.Url(schema);
                PatientLimits.Set(options);
            })
            .BuildServiceProvider();

    private static List<long> Numbers(int count) => [.. Enumerable.Range(1, count).Select(number => (long)number)];

    private static async Task AppendAsync(IServiceProvider store, int sequence, int payloadBytes = 100) =>
        await store.GetRequiredService<IJournal>().AppendAsync(
            Sample.Hub(1), sequence - 1, [Sample.Record(sequence, payloadBytes: payloadBytes)], Cancellation);

    // The position in bytes since the beginning, and the file that it lies in.
    private async Task<(long Position, string File, long Offset)> WhereLogEndsAsync()
    {
        var text = (string)(await Server.ExecuteAsync(
            """
            SELECT concat(lsn - '0/0', ' ', (pg_walfile_name_offset(lsn)).file_name, ' ', (pg_walfile_name_offset(lsn)).file_offset)
            FROM pg_current_wal_insert_lsn() AS lsn
            """))!;
        var parts = text.Split(' ');
        return (long.Parse(parts[0], null), Path.Combine(Server.Folder, "data", "pg_wal", parts[1]), long.Parse(parts[2], null));
    }

    private async Task CrashWithTornLogAsync(
        (long Position, string File, long Offset) from, (long Position, string File, long Offset) to, double keptShare)
    {
        to.Position.ShouldBeGreaterThan(from.Position);
        await Server.StopAsync("immediate");
        var kept = (long)((to.Position - from.Position) * keptShare);
        await using (var file = new FileStream(from.File, FileMode.Open, FileAccess.Write))
        {
            file.Position = Math.Min(from.Offset + kept, file.Length);
            await file.WriteAsync(new byte[file.Length - file.Position], Cancellation);
        }

        await Server.StartAgainAsync();
    }
}
