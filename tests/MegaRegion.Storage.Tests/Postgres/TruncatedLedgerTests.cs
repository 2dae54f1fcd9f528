using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Backup;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>A ledger whose first reports were removed: copied both ways, cut off in the middle of a removal, damaged.</summary>
public sealed class TruncatedLedgerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncDisposable
{
    private const int Reports = 500;
    private const int Removed = 321;

    private readonly TemporarySqliteStore _first = new();
    private readonly TemporarySqliteStore _last = new();
    private readonly string _schema = PostgresFixture.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_truncated_ledger_is_the_same_after_two_copies_and_goes_on()
    {
        await FillAsync(_first.Services);
        await RemoveAsync(_first.Services, Removed);
        await using var between = postgres.Open(_schema);

        await LedgerCopy.CopyAsync(_first.Services, between, progress: null, Cancellation);
        var back = await LedgerCopy.CopyAsync(between, _last.Services, progress: null, Cancellation);

        back.Head.ShouldBe(Reports);
        var original = await StoredAsync(_first.Services);
        original.Count(line => line.StartsWith("receipt", StringComparison.Ordinal)).ShouldBe(Removed);
        (await StoredAsync(between)).ShouldBe(original);
        (await StoredAsync(_last.Services)).ShouldBe(original);
        foreach (var store in new[] { between, _last.Services })
        {
            var journal = store.GetRequiredService<IJournal>();
            (await journal.AppendNextAsync(Sample.Hub(1), [Sample.Record(1_000), Sample.Record(1, "new")], Cancellation)).ShouldBe(Reports + 2);
            (await RecogniseAsync(store, 5)).ShouldBe(new RemovedReport(9, IsSame: true));
        }
    }

    [Fact]
    public async Task A_truncated_ledger_whose_reports_are_all_gone_is_copied_too()
    {
        await FillAsync(_first.Services);
        await RemoveAsync(_first.Services, Reports);
        await using var there = postgres.Open(_schema);

        (await LedgerCopy.CopyAsync(_first.Services, there, progress: null, Cancellation)).Head.ShouldBe(Reports);

        (await StoredAsync(there)).ShouldBe(await StoredAsync(_first.Services));
        (await there.GetRequiredService<IJournal>().AppendNextAsync(Sample.Hub(2), [Sample.Record(1_000)], Cancellation)).ShouldBe(Reports + 1);
    }

    // Each statement of a removal fails in turn: as when the process or the disk dies there.
    [Theory]
    [InlineData("INSERT", "journal_receipts")]
    [InlineData("UPDATE", "journal_hubs")]
    [InlineData("DELETE", "journal")]
    [InlineData("UPDATE", "journal_beginning")]
    public async Task A_removal_that_fails_at_any_statement_has_removed_nothing(string change, string table)
    {
        await FillAsync(_first.Services);
        await using var postgresStore = postgres.Open(_schema);
        await FillAsync(postgresStore);
        var whole = await StoredAsync(_first.Services);
        ChangeSqlite($"CREATE TRIGGER cut AFTER {change} ON {table} BEGIN SELECT RAISE(FAIL, 'cut'); END");
        await postgres.Server.ExecuteAsync(
            $"SET search_path = {_schema}; CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''cut''; END'; CREATE TRIGGER cut AFTER {change} ON {table} EXECUTE FUNCTION cut()");

        await Should.ThrowAsync<Exception>(() => RemoveAsync(_first.Services, Removed));
        await Should.ThrowAsync<Exception>(() => RemoveAsync(postgresStore, Removed));

        ChangeSqlite("DROP TRIGGER cut");
        await postgres.Server.ExecuteAsync($"SET search_path = {_schema}; DROP TRIGGER cut ON {table}");
        await _first.CloseAsync();
        (await StoredAsync(_first.Services)).Where(IsRow).ShouldBe(whole.Where(IsRow));
        (await StoredAsync(postgresStore)).Where(IsRow).ShouldBe(whole.Where(IsRow));

        // Negative control: without the fault it goes.
        await RemoveAsync(_first.Services, Removed);
        await RemoveAsync(postgresStore, Removed);
        (await StoredAsync(postgresStore)).ShouldBe(await StoredAsync(_first.Services));
    }

    [Theory]
    [InlineData("UPDATE journal_bases SET payload = X'00'")]
    [InlineData("UPDATE journal_bases SET \"offset\" = \"offset\" + 1000")]
    [InlineData("DELETE FROM journal_bases")]
    public async Task A_base_that_is_not_the_one_written_is_found_with_place_and_cure(string damage)
    {
        await FillAsync(_first.Services);
        await RemoveAsync(_first.Services, Removed);
        await _first.CloseAsync();
        ChangeSqlite(damage);

        var error = await Should.ThrowAsync<JournalCorruptException>(
            () => _first.Services.GetRequiredService<IJournalPast>().ReadBaseAsync(Sample.Hub(1), Cancellation).AsTask());

        error.Message.ShouldContain("hub:h1");
        error.Message.ShouldContain("Restore the store from a backup");
        await Should.ThrowAsync<JournalCorruptException>(
            () => LedgerCopy.CopyAsync(_first.Services, _last.Services, progress: null, Cancellation));
    }

    [Fact]
    public async Task A_receipt_that_was_changed_confirms_nothing()
    {
        await FillAsync(_first.Services);
        await RemoveAsync(_first.Services, Removed);
        (await RecogniseAsync(_first.Services, 5)).ShouldBe(new RemovedReport(9, IsSame: true));
        ChangeSqlite("UPDATE journal_receipts SET \"offset\" = 8 WHERE \"offset\" = 9");

        (await RecogniseAsync(_first.Services, 5))!.Value.IsSame.ShouldBeFalse();
    }

    // Pages that were freed take later reports: the file does not grow.
    [Fact]
    public async Task The_space_of_removed_reports_is_used_again()
    {
        await FillAsync(_first.Services, payloadBytes: 4_000);
        await RemoveAsync(_first.Services, Reports);
        await _first.CloseAsync();
        var before = new FileInfo(_first.Path).Length;
        var journal = _first.Services.GetRequiredService<IJournal>();
        for (var sequence = 1; sequence <= Reports / 2; sequence++)
        {
            await journal.AppendNextAsync(Sample.Hub(1), [Sample.Record(1_000 + sequence, payloadBytes: 4_000)], Cancellation);
        }

        await _first.CloseAsync();
        new FileInfo(_first.Path).Length.ShouldBeLessThanOrEqualTo(before);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _last.DisposeAsync();
    }

    private static bool IsRow(string line) => !line.StartsWith("base", StringComparison.Ordinal);

    private static async Task<RemovedReport?> RecogniseAsync(IServiceProvider store, long sequence)
    {
        var record = Sample.Record(sequence);
        return await store.GetRequiredService<IJournalPast>().FindRemovedAsync(
            Sample.Hub(1), record.Producer, sequence, record.FlowCount, record.Payload, Cancellation);
    }

    // Hub 1 has the odd offsets, hub 2 the even ones.
    private static async Task FillAsync(IServiceProvider store, int payloadBytes = 20)
    {
        await store.GetRequiredService<ICatalogStore>()
            .AddAsync([Sample.Region, Sample.Prefecture, Sample.City, Sample.HubPlace], Cancellation);
        var journal = store.GetRequiredService<IJournal>();
        await Task.WhenAll(Enumerable.Range(1, Reports).Select(number => journal.AppendAsync(
            Sample.Hub(2 - (number % 2)), Math.Max(0, number - 2), [Sample.Record((number + 1) / 2, payloadBytes: payloadBytes)], Cancellation).AsTask()));
    }

    private static async Task RemoveAsync(IServiceProvider store, long to)
    {
        var past = store.GetRequiredService<IJournalPast>();
        await past.WriteBaseAsync(Sample.Hub(1), new Snapshot(to, 3, [1, 2, 3]), Cancellation);
        await past.WriteBaseAsync(Sample.Hub(2), new Snapshot(to, 3, [4]), Cancellation);
        var horizons = new CubeRetention(TimeSpan.FromHours(1), TimeSpan.FromDays(2), TimeSpan.FromDays(3));
        for (var after = 0L; after < to; after = Math.Min(after + 100, to))
        {
            await past.RemoveAsync(new JournalRemoval(after, Math.Min(after + 100, to), new EventTime(5), horizons), Cancellation);
        }
    }

    private void ChangeSqlite(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_first.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<List<string>> StoredAsync(IServiceProvider store)
    {
        var (journal, past) = (store.GetRequiredService<IJournal>(), store.GetRequiredService<IJournalPast>());
        var beginning = await past.GetBeginningAsync(Cancellation);
        var lines = new List<string> { $"{beginning} {await journal.GetTotalsAsync(Cancellation)}" };
        lines.AddRange((await journal.ListHubsAsync(0, Cancellation)).Select(head => $"hub {head}").Order(StringComparer.Ordinal));
        await foreach (var hub in past.ReadHubsAsync(Cancellation))
        {
            lines.Add($"base {hub.Hub} {hub.RemovedTo} {hub.RemovedReports} {hub.Base.Offset} {Convert.ToHexString(hub.Base.Payload)}");
        }

        var receipts = await past.ReadReceiptsAsync(Cancellation).ToListAsync(Cancellation);
        lines.AddRange(receipts.OrderBy(receipt => receipt.Offset).Select(receipt =>
            $"receipt {receipt.Offset} {receipt.Hub} {receipt.Producer} {receipt.Sequence} {receipt.AcceptedAtUnixMilliseconds} {receipt.FlowCount} {Convert.ToHexString(receipt.Digest)}"));
        await foreach (var entry in journal.ReadAllAsync(beginning.RemovedTo, long.MaxValue, Cancellation))
        {
            lines.Add($"row {entry.Offset} {entry.Hub} {entry.Record.Producer} {entry.Record.Sequence} {Convert.ToHexString(entry.Record.Payload)}");
        }

        return lines;
    }
}
