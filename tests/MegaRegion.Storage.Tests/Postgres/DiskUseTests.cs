using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>The same on PostgreSQL, where a vacuum frees what was removed: the store asks for it and needs no autovacuum.</summary>
public sealed class DiskUseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Rounds = 12;
    private const int SettledAfter = 4;
    private const int ReportsOfRound = 200;
    private const int ReportBytes = 4_000;

    private readonly string _schema = PostgresFixture.NewSchema();

    [Fact]
    public async Task A_journal_that_removes_as_much_as_it_takes_in_stays_as_large_as_it_is()
    {
        var sizes = await LoadAsync(removes: true);

        (sizes[^1] - sizes[SettledAfter]).ShouldBeLessThan(ReportsOfRound * ReportBytes / 2);
    }

    // Negative control.
    [Fact]
    public async Task A_journal_that_removes_nothing_grows_by_all_it_takes_in()
    {
        var sizes = await LoadAsync(removes: false);

        (sizes[^1] - sizes[SettledAfter]).ShouldBeGreaterThan((Rounds - SettledAfter - 1) * ReportsOfRound * ReportBytes);
    }

    private async Task<IReadOnlyList<long>> LoadAsync(bool removes)
    {
        await using var store = postgres.Open(_schema);
        store.GetRequiredService<Grains.Storage.IJournal>();
        await postgres.Server.ExecuteAsync(
            $"ALTER TABLE {_schema}.journal SET (autovacuum_enabled = off, toast.autovacuum_enabled = off)");
        return await TruncatedJournal.LoadAsync(
            store, Rounds, ReportsOfRound, ReportBytes, removes,
            async () => (long)(await postgres.Server.ExecuteAsync($"SELECT pg_total_relation_size('{_schema}.journal')"))!);
    }
}
