using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

/// <summary>R06: single bits of the database file flip while nobody looks.</summary>
public sealed class BitRotTests : IAsyncDisposable
{
    private const int Reports = 60;
    private const int ReportBytes = 700;
    private const int Seed = 6;

    private readonly TemporarySqliteStore _store = new();
    private readonly Random _random = new(Seed);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_flipped_bit_of_a_payload_is_found_with_its_place_and_not_served()
    {
        var sound = await FillAsync();
        for (var flip = 0; flip < FaultForm.Choose(60, 1_000); flip++)
        {
            var sequence = _random.Next(1, Reports + 1);
            var place = _random.Next(ReportBytes);
            await FlipAsync(sound, [.. FindAll(sound, Payload(sequence)).Select(start => start + place)]);

            var error = await Should.ThrowAsync<JournalCorruptException>(ReadAsync);

            error.Message.ShouldContain($"offset {sequence} ");
        }
    }

    // Most of a file is not payload: a flip there is found, or it changes nothing that is served.
    [Fact]
    public async Task A_flipped_bit_anywhere_serves_nothing_that_was_not_written()
    {
        var sound = await FillAsync();
        var found = 0;
        var flips = FaultForm.Choose(60, 1_000);
        for (var flip = 0; flip < flips; flip++)
        {
            await FlipAsync(sound, [_random.Next(sound.Length)]);
            found += await IsFoundAsync() ? 1 : 0;
        }

        FaultForm.Say($"{found} of {flips} flips were found, the others changed nothing that is read");
        found.ShouldBeGreaterThan(flips / 5);
    }

    // Negative control: without the flip nothing is found.
    [Fact]
    public async Task A_sound_file_is_served_whole()
    {
        await FillAsync();

        (await IsFoundAsync()).ShouldBeFalse();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static byte[] Payload(int sequence) => Sample.Record(sequence, payloadBytes: ReportBytes).Payload;

    private async Task<byte[]> FillAsync()
    {
        await _store.Services.GetRequiredService<IJournal>().AppendAsync(
            Sample.Hub(1),
            0,
            [.. Enumerable.Range(1, Reports).Select(sequence => Sample.Record(sequence, payloadBytes: ReportBytes))],
            Cancellation);
        await _store.CloseAsync();
        return await File.ReadAllBytesAsync(_store.Path, Cancellation);
    }

    // A page that was split keeps the bytes of rows that moved away: one of the places is the row's own.
    private static List<int> FindAll(byte[] file, byte[] wanted)
    {
        var places = new List<int>();
        for (int from = 0, found; (found = file.AsSpan(from).IndexOf(wanted)) >= 0; from += found + 1)
        {
            places.Add(from + found);
        }

        places.ShouldNotBeEmpty();
        return places;
    }

    private async Task FlipAsync(byte[] sound, List<int> places)
    {
        await _store.CloseAsync();
        var damaged = sound.ToArray();
        var bit = (byte)(1 << _random.Next(8));
        places.ForEach(place => damaged[place] ^= bit);
        await File.WriteAllBytesAsync(_store.Path, damaged, Cancellation);
    }

    // Whether the damage stopped the start or the read; what is read without complaint must be what was written.
    private async Task<bool> IsFoundAsync()
    {
        try
        {
            var entries = await ReadAsync();
            entries.Select(entry => entry.Offset).ShouldBe(Enumerable.Range(1, Reports).Select(offset => (long)offset));
            entries.ShouldAllBe(entry => entry.Record.Payload.SequenceEqual(Payload((int)entry.Offset)));
            return false;
        }
        catch (Exception error) when (error is JournalCorruptException or JournalUnavailableException or StoreStartupException)
        {
            return true;
        }
    }

    private Task<List<JournalEntry>> ReadAsync() =>
        _store.Services.GetRequiredService<IJournal>()
            .ReadAllAsync(0, long.MaxValue, Cancellation).ToListAsync(Cancellation).AsTask();
}
