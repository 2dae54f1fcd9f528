using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

public sealed class CorruptionTests : IAsyncDisposable
{
    private const int Reports = 50;
    private const int PageBytes = 4_096;

    private readonly TemporarySqliteStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IJournal Journal => _store.Services.GetRequiredService<IJournal>();

    [Fact]
    public async Task An_undamaged_file_reads_without_error()
    {
        await FillAsync();

        (await ReadAllAsync()).Count.ShouldBe(Reports);
    }

    [Fact]
    public async Task A_flipped_bit_of_a_payload_is_found_and_its_place_named()
    {
        await FillAsync();
        FlipInFile(Sample.Record(30, payloadBytes: 400).Payload);

        var error = await Should.ThrowAsync<JournalCorruptException>(ReadAllAsync);

        error.Message.ShouldContain("offset 30");
        error.Message.ShouldContain("hub:h1");
        error.Message.ShouldContain(_store.Path);
        await Should.ThrowAsync<JournalCorruptException>(ReadHubAsync);
        await Should.ThrowAsync<JournalCorruptException>(
            () => Journal.FindAsync(Sample.Hub(1), "door", 30, Cancellation).AsTask());
        (await Journal.FindAsync(Sample.Hub(1), "door", 31, Cancellation)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("UPDATE journal SET sequence = 999 WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET accepted_at_ms = accepted_at_ms + 1 WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET flow_count = flow_count + 1 WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET digest = zeroblob(16) WHERE \"offset\" = 30")]
    [InlineData("UPDATE journal SET \"offset\" = 51 WHERE \"offset\" = 50")]
    [InlineData("UPDATE journal_hubs SET id = 'hub:other'")]
    [InlineData("UPDATE journal_producers SET name = 'other'")]
    [InlineData("DELETE FROM journal WHERE \"offset\" = 30")]
    [InlineData("DELETE FROM journal WHERE \"offset\" = 50")]
    public async Task A_row_that_is_not_the_one_written_is_found(string damage)
    {
        await FillAsync();
        Change(damage);

        await Should.ThrowAsync<JournalCorruptException>(ReadAllAsync);
    }

    [Fact]
    public async Task A_hub_whose_last_report_is_gone_is_found()
    {
        await FillAsync();
        Change("DELETE FROM journal WHERE \"offset\" = 50");

        await Should.ThrowAsync<JournalCorruptException>(ReadHubAsync);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_no_snapshot()
    {
        var snapshots = _store.Services.GetRequiredService<ISnapshotStore>();
        await snapshots.WriteAsync(Sample.Hub(1), new Snapshot(7, 1, [1, 2, 3]), Cancellation);
        await _store.CloseAsync();
        Change("UPDATE snapshots SET format = 2");

        snapshots = _store.Services.GetRequiredService<ISnapshotStore>();

        (await snapshots.ReadAsync(Sample.Hub(1), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_damaged_page_is_reported_as_damage()
    {
        await FillAsync();
        var bytes = await File.ReadAllBytesAsync(_store.Path, Cancellation);
        var page = bytes.AsSpan().IndexOf(Sample.Record(30, payloadBytes: 400).Payload) / PageBytes;
        bytes.AsSpan(page * PageBytes, PageBytes).Clear();
        await File.WriteAllBytesAsync(_store.Path, bytes, Cancellation);

        await Should.ThrowAsync<JournalCorruptException>(ReadAllAsync);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task FillAsync()
    {
        await Journal.AppendAsync(
            Sample.Hub(1),
            0,
            [.. Enumerable.Range(1, Reports).Select(sequence => Sample.Record(sequence, payloadBytes: 400))],
            Cancellation);
        await _store.CloseAsync();
    }

    private void FlipInFile(byte[] payload)
    {
        var bytes = File.ReadAllBytes(_store.Path);
        var place = bytes.AsSpan().IndexOf(payload);
        place.ShouldBeGreaterThan(0);
        bytes[place + 7] ^= 0x10;
        File.WriteAllBytes(_store.Path, bytes);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }

    private Task<List<JournalEntry>> ReadAllAsync() =>
        Journal.ReadAllAsync(0, long.MaxValue, Cancellation).ToListAsync(Cancellation).AsTask();

    private Task<List<JournalEntry>> ReadHubAsync() =>
        Journal.ReadHubAsync(Sample.Hub(1), 0, Cancellation).ToListAsync(Cancellation).AsTask();
}
