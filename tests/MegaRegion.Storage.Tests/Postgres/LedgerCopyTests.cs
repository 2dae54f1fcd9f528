using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Backup;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>R23: a ledger goes from one kind of store to the other and back.</summary>
public sealed class LedgerCopyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncDisposable
{
    private const int Hubs = 7;
    private const int Reports = 3_000;

    private static readonly TimeSpan RestoreBudget = TimeSpan.FromMinutes(5);

    private readonly TemporarySqliteStore _first = new();
    private readonly TemporarySqliteStore _last = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_is_the_same_after_two_copies()
    {
        await FillAsync(_first.Services);
        await using var between = postgres.Open(PostgresFixture.NewSchema());

        var there = await LedgerCopy.CopyAsync(_first.Services, between, progress: null, Cancellation);
        var back = await LedgerCopy.CopyAsync(between, _last.Services, progress: null, Cancellation);

        there.ShouldBe(back);
        there.Head.ShouldBe(Reports);
        there.Places.ShouldBe(4);
        await ShouldBeTheSameAsync(_first.Services, between);
        await ShouldBeTheSameAsync(_first.Services, _last.Services);
    }

    [Fact]
    public async Task A_copy_under_load_ends_at_the_head_of_its_start_and_misses_nothing_before_it()
    {
        await using var source = postgres.Open(PostgresFixture.NewSchema());
        await FillAsync(source);
        await using var hubs = new ReportingHubs(source, Hubs);
        var before = await TotalsAsync(source);

        var copy = await LedgerCopy.CopyAsync(source, _last.Services, progress: null, Cancellation);

        copy.Head.ShouldBeGreaterThanOrEqualTo(before.Head);
        (await TotalsAsync(_last.Services)).Head.ShouldBe(copy.Head);
        (await StoredAsync(_last.Services)).ShouldBe((await StoredAsync(source)).Take((int)copy.Head));
    }

    // R23's figure; the full form copies 10 million events, 1,000 to a report.
    [Fact]
    public async Task A_large_ledger_is_copied_and_verified_in_time()
    {
        const int EventsOfReport = 1_000;
        var reports = FaultForm.Choose(100, 10_000);
        var journal = _first.Services.GetRequiredService<IJournal>();
        var flows = Enumerable.Range(1, EventsOfReport).Select(number => new Flow(
            Sample.Hub(1), Sample.Hub(2 + (number % 50)), (Layer)(1 + (number % 4)), number, new EventTime(1_700_000_000_000 + number)));
        var payload = ReportCodec.Encode([.. flows]);
        for (var sequence = 1; sequence <= reports; sequence++)
        {
            await journal.AppendAsync(
                Sample.Hub(1), sequence - 1, [new JournalRecord("door", sequence, sequence, EventsOfReport, payload)], Cancellation);
        }

        var started = TimeProvider.System.GetTimestamp();
        await using var there = postgres.Open(PostgresFixture.NewSchema());
        (await LedgerCopy.CopyAsync(_first.Services, there, progress: null, Cancellation)).Head.ShouldBe(reports);
        var backedUp = TimeProvider.System.GetElapsedTime(started);
        (await LedgerCopy.CopyAsync(there, _last.Services, progress: null, Cancellation)).Head.ShouldBe(reports);
        var both = TimeProvider.System.GetElapsedTime(started);

        (await TotalsAsync(_last.Services)).ShouldBe(await TotalsAsync(_first.Services));
        FaultForm.Say(
            $"{(long)reports * EventsOfReport} events: to PostgreSQL and verified in {backedUp.TotalSeconds:F1} s, back and verified in {(both - backedUp).TotalSeconds:F1} s");
        (both - backedUp).ShouldBeLessThan(RestoreBudget);
    }

    [Fact]
    public async Task A_store_that_holds_something_is_refused()
    {
        await FillAsync(_first.Services);
        await FillAsync(_last.Services);

        (await Should.ThrowAsync<LedgerCopyException>(
            () => LedgerCopy.CopyAsync(_first.Services, _last.Services, progress: null, Cancellation)))
            .Message.ShouldContain("empty store");
    }

    // Negative control: a damaged original is not copied.
    [Fact]
    public async Task A_damaged_ledger_is_not_copied()
    {
        await FillAsync(_first.Services);
        await _first.CloseAsync();
        Damage("UPDATE journal SET flow_count = flow_count + 1 WHERE \"offset\" = 2000");

        (await Should.ThrowAsync<JournalCorruptException>(
            () => LedgerCopy.CopyAsync(_first.Services, _last.Services, progress: null, Cancellation)))
            .Message.ShouldContain("offset 2000");
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _last.DisposeAsync();
    }

    private void Damage(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_first.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBe(1);
    }

    private static async Task FillAsync(IServiceProvider store)
    {
        await store.GetRequiredService<ICatalogStore>()
            .AddAsync([Sample.Region, Sample.Prefecture, Sample.City, Sample.HubPlace], Cancellation);
        var journal = store.GetRequiredService<IJournal>();
        await Task.WhenAll(Enumerable.Range(1, Reports).Select(number => journal.AppendAsync(
            Sample.Hub(100 + (number % Hubs)),
            number <= Hubs ? 0 : number - Hubs,
            [Sample.Record((number - 1) / Hubs + 1)],
            Cancellation).AsTask()));
    }

    private static async Task ShouldBeTheSameAsync(IServiceProvider one, IServiceProvider other)
    {
        (await StoredAsync(other)).ShouldBe(await StoredAsync(one));
        (await TotalsAsync(other)).ShouldBe(await TotalsAsync(one));
        var (first, second) = (await LoadAsync(one), await LoadAsync(other));
        second.Entries.Select(entry => (entry.Number, entry.Place.Id, entry.Place.NameJa))
            .ShouldBe(first.Entries.Select(entry => (entry.Number, entry.Place.Id, entry.Place.NameJa)), ignoreOrder: true);
    }

    private static ValueTask<MegaRegion.Domain.Places.PlaceDirectory> LoadAsync(IServiceProvider store) =>
        store.GetRequiredService<ICatalogStore>().LoadAsync(Cancellation);

    private static ValueTask<JournalTotals> TotalsAsync(IServiceProvider store) =>
        store.GetRequiredService<IJournal>().GetTotalsAsync(Cancellation);

    private static async Task<List<string>> StoredAsync(IServiceProvider store) =>
        await store.GetRequiredService<IJournal>().ReadAllAsync(0, long.MaxValue, Cancellation)
            .Select(entry => $"{entry.Offset} {entry.Hub} {entry.Record.Producer} {entry.Record.Sequence} {Convert.ToHexString(entry.Record.Payload)}")
            .ToListAsync(Cancellation);
}
