using MegaRegion.Storage.Conformance.Sqlite;

namespace MegaRegion.Storage.Tests;

/// <summary>A SQLite store under a steady load with a horizon takes the space of what was removed, and needs no operator for it.</summary>
public sealed class DiskUseTests : IAsyncDisposable
{
    private const int Rounds = 12;
    private const int SettledAfter = 4;
    private const int ReportsOfRound = 200;
    private const int ReportBytes = 4_000;
    private const long BytesOfReceipt = 80;

    private readonly TemporarySqliteStore _store = new();

    [Fact]
    public async Task A_store_that_removes_as_much_as_it_takes_in_grows_by_the_receipts_only()
    {
        var sizes = await LoadAsync(removes: true);

        (sizes[^1] - sizes[SettledAfter]).ShouldBeLessThan(
            ((Rounds - SettledAfter) * ReportsOfRound * BytesOfReceipt) + (ReportsOfRound * ReportBytes / 4));
    }

    // Negative control.
    [Fact]
    public async Task A_store_that_removes_nothing_grows_by_all_it_takes_in()
    {
        var sizes = await LoadAsync(removes: false);

        (sizes[^1] - sizes[SettledAfter]).ShouldBeGreaterThan((Rounds - SettledAfter - 1) * ReportsOfRound * ReportBytes);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private Task<IReadOnlyList<long>> LoadAsync(bool removes) => TruncatedJournal.LoadAsync(
        _store.Services, Rounds, ReportsOfRound, ReportBytes, removes, () => Task.FromResult(PagesBytes()));

    // The size of the database as its header has it, which its file reaches when the log is moved.
    private long PagesBytes()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        return (long)command.ExecuteScalar()!;
    }
}
