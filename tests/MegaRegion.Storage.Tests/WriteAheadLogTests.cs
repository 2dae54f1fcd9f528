using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using MegaRegion.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

public sealed class WriteAheadLogTests : IAsyncDisposable
{
    private const long CheckpointBytes = 1 << 18;
    private const long UsualLogBytes = 2 * CheckpointBytes;
    private const long MaxLogBytes = 1 << 20;
    private const int PayloadBytes = 50_000;
    private const int GroupBytes = PayloadBytes * 2;
    private const int Appends = 200;

    private static readonly TimeSpan SlowFsync = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TemporarySqliteStore Store { get; } = Open(CheckpointBytes, TimeSpan.Zero);

    [Fact]
    public async Task The_log_stays_short_under_a_load_that_never_pauses() =>
        (await LoadAsync(Store)).Longest.ShouldBeLessThan(UsualLogBytes + GroupBytes);

    [Fact]
    public async Task Without_checkpoints_the_same_load_makes_a_longer_log()
    {
        await using var unlimited = Open(checkpointBytes: 1L << 40, TimeSpan.Zero, maxLogBytes: 1L << 40);

        (await LoadAsync(unlimited)).Longest.ShouldBeGreaterThan(MaxLogBytes + GroupBytes);
    }

    [Fact]
    public async Task On_a_slow_disk_the_log_grows_up_to_its_limit_so_that_pauses_are_rare()
    {
        await using var slow = Open(CheckpointBytes, SlowFsync);

        var (longest, _) = await LoadAsync(slow);

        longest.ShouldBeGreaterThan(UsualLogBytes + GroupBytes);
        longest.ShouldBeLessThan(MaxLogBytes + GroupBytes);
    }

    [Fact]
    public async Task On_a_slow_disk_too_the_log_is_begun_anew_when_a_pause_has_become_rare()
    {
        await using var slow = Open(CheckpointBytes, SlowFsync, maxLogBytes: 64 << 20);

        var (longest, _) = await LoadAsync(slow, appends: 4 * Appends);

        longest.ShouldBeGreaterThan(MaxLogBytes);
        longest.ShouldBeLessThan(4 * Appends * PayloadBytes);
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

            (await LoadAsync(Store, from: Appends)).Last.ShouldBeGreaterThan(MaxLogBytes + GroupBytes);
            (await query.ExecuteScalarAsync(Cancellation)).ShouldBe((long)Appends);
        }

        // The reader has gone: the log is brought to its end, begun anew and cut.
        (await LoadAsync(Store, from: 2 * Appends)).Last.ShouldBeLessThan(UsualLogBytes + GroupBytes);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static TemporarySqliteStore Open(long checkpointBytes, TimeSpan fsync, long maxLogBytes = MaxLogBytes) => new(services => services
        .AddSingleton<TimeProvider>(new SteppingTime(fsync))
        .Configure<SqliteStoreOptions>(options => (options.CheckpointBytes, options.MaxLogBytes) = (checkpointBytes, maxLogBytes)));

    private static IJournal JournalOf(TemporarySqliteStore store) => store.Services.GetRequiredService<IJournal>();

    private static string PathOf(TemporarySqliteStore store) => store.Services.GetRequiredService<SqliteStore>().Path;

    private static async Task<(long Longest, long Last)> LoadAsync(TemporarySqliteStore store, int from = 0, int appends = Appends)
    {
        var (log, longest) = (new FileInfo(PathOf(store) + "-wal"), 0L);
        for (var i = from; i < from + appends; i++)
        {
            await JournalOf(store).AppendAsync(
                Sample.Hub(0), i, [Sample.Record(i + 1, payloadBytes: PayloadBytes)], Cancellation);
            log.Refresh();
            longest = Math.Max(longest, log.Length);
        }

        return (longest, log.Length);
    }
}
