using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

/// <summary>
/// R22: stores of earlier versions are opened by the present one, with everything in them, and go on. The files in
/// Fixtures are never changed: each version that changes the schema adds one of its own.
/// </summary>
public sealed class OldStoreTests : IAsyncDisposable
{
    private const int Reports = 50;

    private readonly TemporarySqliteStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-11-schema-4.sqlite")]
    public async Task A_store_of_an_earlier_version_is_opened_whole_and_goes_on(string fixture)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", fixture), _store.Path);

        await GoesOnAsync();
    }

    [Theory]
    [InlineData("2026-11-schema-5.sqlite")]
    public async Task A_store_of_an_earlier_version_whose_journal_was_truncated_is_opened_whole_and_goes_on(string fixture)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", fixture), _store.Path);

        await TruncatedJournal.ShouldGoOnAsync(_store.Services);
    }

    // As the program left it before it kept grain state.
    [Fact]
    public async Task A_store_that_lacks_the_last_migrations_gets_them_and_keeps_its_reports()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "2026-11-schema-4.sqlite"), _store.Path);
        Change("DROP TABLE grain_state; DROP TABLE reminders; DELETE FROM schema_migrations WHERE version = 4");

        await GoesOnAsync();

        Query("SELECT count(*) FROM schema_migrations WHERE version = 4").ShouldBe(1);
        Query("SELECT count(*) FROM grain_state").ShouldBe(0);
    }

    // Negative control: a store that is not what any version wrote is not opened.
    [Fact]
    public void A_store_whose_migrations_are_not_ours_is_refused()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "2026-11-schema-4.sqlite"), _store.Path);
        Change("UPDATE schema_migrations SET checksum = 'other' WHERE version = 1");

        Should.Throw<StoreStartupException>(() => _store.Services.GetRequiredService<IJournal>());
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task GoesOnAsync()
    {
        await StoredReports.ShouldHoldAsync(
            _store.Services, [.. Enumerable.Range(1, Reports).Select(sequence => (long)sequence)]);
        var next = new JournalRecord("p", Reports + 1, 1, 1, [1, 2, 3]);
        (await _store.Services.GetRequiredService<IJournal>()
            .AppendAsync(new("hub:writer"), Reports, [next], Cancellation)).ShouldBe(Reports + 1);
        await _store.CloseAsync();
    }

    private void Change(string sql) => Query(sql);

    private long? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long?)command.ExecuteScalar();
    }
}
