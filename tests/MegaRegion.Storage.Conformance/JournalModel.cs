using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>One step of a random history: an append of consecutive sequences by one producer of one hub.</summary>
/// <param name="Hub">Reduced to one of three.</param>
/// <param name="Producer">Reduced to one of two.</param>
/// <param name="FirstSequence">Reduced to 1 to 8, so that conflicts are common.</param>
/// <param name="Count">Reduced to 1 to 4.</param>
public readonly record struct AppendStep(byte Hub, byte Producer, byte FirstSequence, byte Count);

/// <summary>The journal as a list: what it must hold after any history of appends.</summary>
internal sealed class JournalModel(IJournal journal, CancellationToken cancellation)
{
    private readonly List<(PlaceId Hub, JournalRecord Record)> _rows = [];

    public async Task Run(AppendStep[] steps)
    {
        foreach (var step in steps)
        {
            await AppendAsync(step);
        }

        await CompareAsync();
    }

    private async Task AppendAsync(AppendStep step)
    {
        var hub = Sample.Hub(step.Hub % 3);
        var records = Enumerable.Range(1 + (step.FirstSequence % 8), 1 + (step.Count % 4))
            .Select(sequence => Sample.Record(sequence, $"p{step.Producer % 2}"))
            .ToList();
        if (records.Exists(record => Holds(hub, record)))
        {
            await Should.ThrowAsync<JournalConflictException>(() => journal.AppendNextAsync(hub, records, cancellation));
            return;
        }

        _rows.AddRange(records.Select(record => (hub, record)));
        (await journal.AppendNextAsync(hub, records, cancellation)).ShouldBe(_rows.Count);
    }

    private bool Holds(PlaceId hub, JournalRecord record) =>
        _rows.Exists(row => row.Hub == hub
            && string.Equals(row.Record.Producer, record.Producer, StringComparison.Ordinal)
            && row.Record.Sequence == record.Sequence);

    private async Task CompareAsync()
    {
        var stored = await journal.ReadAllAsync(0, long.MaxValue, cancellation).ToListAsync(cancellation);
        stored.Select(entry => (entry.Offset, entry.Hub, entry.Record.Producer, entry.Record.Sequence))
            .ShouldBe(_rows.Select((row, index) => (index + 1L, row.Hub, row.Record.Producer, row.Record.Sequence)));
        (await journal.GetTotalsAsync(cancellation)).ShouldBe(new JournalTotals(
            _rows.Count, _rows.Sum(row => (long)row.Record.FlowCount), _rows.DistinctBy(row => row.Hub).Count()));
        foreach (var hub in _rows.GroupBy(row => row.Hub))
        {
            var part = await journal.ReadHubAsync(hub.Key, 0, cancellation).ToListAsync(cancellation);
            part.ShouldBe(stored.Where(entry => entry.Hub == hub.Key), new EntryComparer());
        }

        (await journal.ListHubsAsync(0, cancellation)).ShouldBe(
            stored.GroupBy(entry => entry.Hub).Select(hub => new HubHead(hub.Key, hub.Last().Offset, hub.Count())),
            ignoreOrder: true);
    }

    private sealed class EntryComparer : IEqualityComparer<JournalEntry>
    {
        public bool Equals(JournalEntry? x, JournalEntry? y) =>
            x!.Record.Payload.AsSpan().SequenceEqual(y!.Record.Payload)
            && x == y with { Record = y.Record with { Payload = x.Record.Payload } };

        public int GetHashCode(JournalEntry obj) => obj.Offset.GetHashCode();
    }
}
