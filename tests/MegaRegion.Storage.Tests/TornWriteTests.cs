using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

/// <summary>
/// R03: power is lost while a commit is written to SQLite's log. Whatever part of it reached the disk, the store opens
/// with all that was acknowledged before and with nothing of the commit unless it is whole.
/// </summary>
public sealed class TornWriteTests
{
    private const int Sound = 10;
    private const int SoundBytes = 300;
    private const int ShortPoints = 30;
    private const int ZeroFilledOneIn = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1, 60)]
    [InlineData(1, 1, 9_000)]
    [InlineData(2, 20, 200)]
    public async Task A_commit_torn_at_any_byte_costs_nothing_that_was_acknowledged(int hub, int records, int bytes)
    {
        var (database, log, start) = await WriteAsync(hub, records, bytes);
        var length = log.Length - start;
        var points = FaultForm.Choose(ShortPoints, length);
        for (var point = 0; point <= points; point++)
        {
            var offset = start + (int)((long)length * point / points);
            var expected = offset == log.Length ? Sound + records : Sound;
            await OpenAndCompareAsync(database, log.AsMemory(0, offset), expected);
            if (point % ZeroFilledOneIn == 0 && offset < log.Length - SoundBytes)
            {
                await OpenAndCompareAsync(database, ZeroedFrom(log, offset), Sound);
            }
        }

        FaultForm.Say($"{points + 1} of {length + 1} offsets of {records} records of {bytes} bytes");
    }

    // Negative control: a tear before the end of what was acknowledged is seen.
    [Fact]
    public async Task A_tear_in_what_was_acknowledged_is_noticed()
    {
        var (database, log, start) = await WriteAsync(1, 1, 60);

        var error = await Assert.ThrowsAsync<ShouldAssertException>(
            () => OpenAndCompareAsync(database, log.AsMemory(0, start - 1), Sound));

        error.Message.ShouldContain("acknowledged reports are missing");
    }

    // The file and its log as they are after the sound reports and the last commit, and where that commit begins.
    private static async Task<(byte[] Database, byte[] Log, int Start)> WriteAsync(int hub, int records, int bytes)
    {
        await using var store = new TemporarySqliteStore();
        var journal = store.Services.GetRequiredService<IJournal>();
        for (var sequence = 1; sequence <= Sound; sequence++)
        {
            await journal.AppendAsync(
                Sample.Hub(1), sequence - 1, [Sample.Record(sequence, payloadBytes: SoundBytes)], Cancellation);
        }

        var start = (int)new FileInfo(store.Path + "-wal").Length;
        await journal.AppendAsync(
            Sample.Hub(hub),
            hub == 1 ? Sound : 0,
            [.. Enumerable.Range(Sound + 1, records).Select(sequence => Sample.Record(sequence, payloadBytes: bytes))],
            Cancellation);
        return (await ReadAsync(store.Path), await ReadAsync(store.Path + "-wal"), start);
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    private static byte[] ZeroedFrom(byte[] log, int offset)
    {
        var torn = log.ToArray();
        torn.AsSpan(offset).Clear();
        return torn;
    }

    private static async Task OpenAndCompareAsync(byte[] database, ReadOnlyMemory<byte> log, int expected)
    {
        await using var store = new TemporarySqliteStore();
        await File.WriteAllBytesAsync(store.Path, database, Cancellation);
        await File.WriteAllBytesAsync(store.Path + "-wal", log, Cancellation);
        await StoredReports.ShouldHoldAsync(
            store.Services, [.. Enumerable.Range(1, expected).Select(sequence => (long)sequence)]);
        (await StoredReports.CountAsync(store.Services)).ShouldBe(expected);
    }
}
