using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>R06 on PostgreSQL: rows that are not the ones written.</summary>
public sealed class PostgresCorruptionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Reports = 50;

    private readonly string _schema = PostgresFixture.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE journal SET payload = set_bit(payload, 17, 1 - get_bit(payload, 17)) WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET digest = set_bit(digest, 3, 1 - get_bit(digest, 3)) WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET sequence = 999 WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET accepted_at_ms = accepted_at_ms + 1 WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET flow_count = flow_count + 1 WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET \"offset\" = 51 WHERE \"offset\" = 50")]
    [InlineData("UPDATE journal_hubs SET id = 'hub:other'")]
    [InlineData("UPDATE journal_producers SET name = 'other'")]
    [InlineData("DELETE FROM journal WHERE \"offset\" = 30")]
    [InlineData("DELETE FROM journal WHERE \"offset\" = 50")]
    public async Task A_row_that_is_not_the_one_written_is_found_and_not_served(string damage)
    {
        await using var store = await FillAsync();
        await postgres.Server.ExecuteAsync($"SET search_path = {_schema}; {damage}");

        await Should.ThrowAsync<JournalCorruptException>(() => ReadAsync(store));
    }

    // Negative control.
    [Fact]
    public async Task Undamaged_rows_are_served()
    {
        await using var store = await FillAsync();

        (await ReadAsync(store)).Count.ShouldBe(Reports);
    }

    [Fact]
    public async Task A_ledger_that_lost_acknowledged_reports_fences_the_process()
    {
        await using var store = await FillAsync();
        await postgres.Server.ExecuteAsync(
            $"SET search_path = {_schema}; DELETE FROM journal WHERE \"offset\" > 40; UPDATE journal_totals SET head = 40; UPDATE journal_hubs SET last_offset = 40, reports = 40");

        var error = await Should.ThrowAsync<JournalUnavailableException>(
            () => AppendAsync(store, Reports, Sample.Record(Reports + 1)));

        error.Message.ShouldContain("ends at offset 40");
        await Eventually.HoldsAsync(
            () => store.GetRequiredService<IStoreHealth>().Fenced.IsCancellationRequested, TimeSpan.FromMinutes(1), "the store is fenced");
        store.GetRequiredService<IStoreHealth>().Problem.ShouldNotBeNull();
        await Should.ThrowAsync<JournalUnavailableException>(() => AppendAsync(store, 40, Sample.Record(41)));
    }

    private async Task<ServiceProvider> FillAsync()
    {
        var store = postgres.Open(_schema);
        await AppendAsync(store, 0, [.. Enumerable.Range(1, Reports).Select(sequence => Sample.Record(sequence))]);
        return store;
    }

    private static async Task AppendAsync(IServiceProvider store, long end, params JournalRecord[] records) =>
        await store.GetRequiredService<IJournal>().AppendAsync(Sample.Hub(1), end, records, Cancellation);

    private static Task<List<JournalEntry>> ReadAsync(IServiceProvider store) =>
        store.GetRequiredService<IJournal>().ReadAllAsync(0, long.MaxValue, Cancellation).ToListAsync(Cancellation).AsTask();
}
