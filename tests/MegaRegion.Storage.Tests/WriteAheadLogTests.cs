using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using MegaRegion.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

public sealed class WriteAheadLogTests : IAsyncDisposable
{
    private const long MaxLogBytes = 1 << 20;
    private const int PayloadBytes = 50_000;
    private const int GroupBytes = PayloadBytes * 2;
    private const int Appends = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TemporarySqliteStore Store { get; } = Open(MaxLogBytes);

    [Fact]
    public async Task The_log_stays_within_its_limit_under_a_load_that_never_pauses() =>
        (await LoadAsync(Store)).ShouldBeLessThan(MaxLogBytes + GroupBytes);

    [Fact]
    public async Task Without_a_limit_the_same_load_makes_a_longer_log()
    {
        await using var unlimited = Open(maxLogBytes: 1L << 40);

        (await LoadAsync(unlimited)).ShouldBeGreaterThan(MaxLogBytes + GroupBytes);
    }

    [Fact]
    public async Task A_reader_that_stays_holds_the_log_and_not_the_commits()
    {
        await LoadAsync(Store);
        await using (var reader = new SqliteConnection($"Data Source={PathOf(Store)};Pooling=False"))
        {
            await reader.OpenAsync(Cancellation);
            await using var transaction = reader.BeginTransaction(deferred: true);
            await using var query = reader.CreateCommand();
            query.CommandText = "SELECT head FROM journal_totals";
            (await query.ExecuteScalarAsync(Cancellation)).ShouldBe((long)Appends);

            (await LoadAsync(Store, from: Appends)).ShouldBeGreaterThan(MaxLogBytes + GroupBytes);
            (await query.ExecuteScalarAsync(Cancellation)).ShouldBe((long)Appends);
        }

        // The reader has gone: the log is brought to its end, begun anew and cut.
        (await LoadAsync(Store, from: 2 * Appends)).ShouldBeLessThan(MaxLogBytes + GroupBytes);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static TemporarySqliteStore Open(long maxLogBytes) => new(services => services.Configure<SqliteStoreOptions>(options =>
    {
        options.CheckpointBytes = maxLogBytes == MaxLogBytes ? MaxLogBytes / 4 : 1L << 40;
        options.MaxLogBytes = maxLogBytes;
    }));

    private static IJournal JournalOf(TemporarySqliteStore store) => store.Services.GetRequiredService<IJournal>();

    private static string PathOf(TemporarySqliteStore store) => store.Services.GetRequiredService<SqliteStore>().Path;

    private static async Task<long> LoadAsync(TemporarySqliteStore store, int from = 0)
    {
        for (var i = from; i < from + Appends; i++)
        {
            await JournalOf(store).AppendAsync(
                Sample.Hub(0), i, [Sample.Record(i + 1, payloadBytes: PayloadBytes)], Cancellation);
        }

        return new FileInfo(PathOf(store) + "-wal").Length;
    }
}
