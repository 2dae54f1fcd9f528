using System.Runtime.CompilerServices;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Grains.Tests.Support;

/// <summary>The removed part of an <see cref="InMemoryStore"/>'s journal.</summary>
internal sealed class InMemoryPast(InMemoryStore store) : IJournalPast
{
    private readonly Dictionary<PlaceId, SortedDictionary<long, Snapshot>> _bases = [];
    private readonly List<JournalEntry> _removed = [];
    private JournalBeginning _beginning = JournalBeginning.Whole;

    /// <summary>Every base, by hub and offset; a test may damage them.</summary>
    public IReadOnlyDictionary<PlaceId, SortedDictionary<long, Snapshot>> Bases => _bases;

    /// <summary>Called before each write, with its name; may throw as a process dies.</summary>
    public Action<string> BeforeWrite { get; set; } = _ => { };

    /// <summary>What is written instead of a base: a store, or a fold, that is wrong.</summary>
    public Func<Snapshot, Snapshot> Distort { get; set; } = ledger => ledger;

    public ValueTask<JournalBeginning> GetBeginningAsync(CancellationToken cancellationToken) => new(_beginning);

    public ValueTask<Snapshot?> ReadBaseAsync(PlaceId hub, CancellationToken cancellationToken) => Find(hub, BasesOf(hub).LastOrDefault().Value);

    public ValueTask<Snapshot?> ReadProvedBaseAsync(PlaceId hub, CancellationToken cancellationToken) =>
        RemovedTo(hub) == 0 ? new((Snapshot?)null) : Find(hub, BasesOf(hub).FirstOrDefault().Value);

    public ValueTask WriteBaseAsync(PlaceId hub, Snapshot ledger, CancellationToken cancellationToken)
    {
        BeforeWrite("base");
        _bases.TryAdd(hub, []);
        _bases[hub][ledger.Offset] = Distort(ledger);
        return ValueTask.CompletedTask;
    }

    public ValueTask DropBasesAsync(PlaceId hub, long beforeOffset, CancellationToken cancellationToken)
    {
        BeforeWrite("drop");
        BasesOf(hub).Keys.Where(offset => offset < beforeOffset).ToList().ForEach(offset => _bases[hub].Remove(offset));
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(JournalRemoval removal, CancellationToken cancellationToken)
    {
        BeforeWrite("remove");
        var gone = store.Remove(removal.ToOffset);
        gone.ShouldAllBe(entry => BasesOf(entry.Hub).Keys.Any(offset => offset >= entry.Offset));
        _removed.AddRange(gone);
        _beginning = new JournalBeginning(
            removal.ToOffset, _removed.Sum(entry => (long)entry.Record.FlowCount), removal.Newest, removal.Retention);
        return ValueTask.CompletedTask;
    }

    public ValueTask<RemovedReport?> FindRemovedAsync(
        PlaceId hub, string producer, long sequence, int flowCount, byte[] payload, CancellationToken cancellationToken)
    {
        var found = _removed.Find(entry => entry.Hub == hub
            && string.Equals(entry.Record.Producer, producer, StringComparison.Ordinal)
            && entry.Record.Sequence == sequence);
        return new(found is null ? null : new RemovedReport(found.Offset, found.Record.Payload.AsSpan().SequenceEqual(payload)));
    }

    public ValueTask ReclaimAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async IAsyncEnumerable<HubPast> ReadHubsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var hub in _removed.GroupBy(entry => entry.Hub))
        {
            yield return new HubPast(hub.Key, RemovedTo(hub.Key), hub.Count(), (await ReadBaseAsync(hub.Key, cancellationToken))!);
        }
    }

    public IAsyncEnumerable<JournalReceipt> ReadReceiptsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask ImportAsync(HubPast hub, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask ImportAsync(IReadOnlyList<JournalReceipt> receipts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask BeginAtAsync(JournalBeginning beginning, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal long RemovedTo(PlaceId hub) => _removed.FindLast(entry => entry.Hub == hub)?.Offset ?? 0;

    private SortedDictionary<long, Snapshot> BasesOf(PlaceId hub) => _bases.GetValueOrDefault(hub) ?? [];

    private ValueTask<Snapshot?> Find(PlaceId hub, Snapshot? kept) => kept is null && RemovedTo(hub) > 0
        ? throw new JournalCorruptException($"The base of {hub} is missing.")
        : new(kept);
}
