using System.Runtime.CompilerServices;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Grains.Tests.Support;

/// <summary>
/// A store that keeps its promises in memory, outlives the hosts that use it, and fails when told to. Thread-safe.
/// </summary>
internal sealed class InMemoryStore : IJournal, ISnapshotStore, ICatalogStore
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly Dictionary<PlaceId, Snapshot> _snapshots = [];
    private readonly List<CatalogEntry> _places = [];
    private readonly HashSet<PlaceId> _removedHubs = [];
    private InMemoryPast? _past;
    private long _removed;
    private long _catalogVersion;
    private (Exception Error, bool IsKept)? _failure;

    /// <summary>How many appends were made.</summary>
    public int Appends { get; private set; }

    /// <summary>How many hubs' journals were read, and from which offsets.</summary>
    public List<long> ReadFrom { get; } = [];

    public IReadOnlyDictionary<PlaceId, Snapshot> Snapshots => _snapshots;

    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>The next append fails; it may have been kept nevertheless.</summary>
    public void FailNextAppend(Exception error, bool isKept = false) => _failure = (error, isKept);

    /// <summary>Replaces a snapshot as no honest store would.</summary>
    public void Forge(PlaceId owner, Snapshot snapshot) => _snapshots[owner] = snapshot;

    /// <summary>Only these snapshots are left.</summary>
    public void ForgetSnapshotsBut(IEnumerable<KeyValuePair<PlaceId, Snapshot>> snapshots)
    {
        var kept = snapshots.ToList();
        _snapshots.Clear();
        kept.ForEach(snapshot => _snapshots.Add(snapshot.Key, snapshot.Value));
    }

    /// <summary>What is kept of removed reports.</summary>
    public InMemoryPast Past => _past ??= new InMemoryPast(this);

    /// <summary>Takes the reports up to an offset out.</summary>
    public IReadOnlyList<JournalEntry> Remove(long toOffset)
    {
        lock (_gate)
        {
            var gone = _entries.FindAll(entry => entry.Offset <= toOffset);
            _entries.RemoveRange(0, gone.Count);
            _removed += gone.Count;
            _removedHubs.UnionWith(gone.Select(entry => entry.Hub));
            return gone;
        }
    }

    /// <summary>Another process writes.</summary>
    public void WriteFromElsewhere(PlaceId hub, JournalRecord record)
    {
        lock (_gate)
        {
            _entries.Add(new JournalEntry(Head + 1, hub, record));
        }
    }

    public ValueTask<long> AppendAsync(
        PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Appends++;
            var failure = _failure;
            _failure = null;
            if (failure is null or { IsKept: true })
            {
                Append(hub, afterOffset, records);
            }

            return failure is null ? new(Head) : ValueTask.FromException<long>(failure.Value.Error);
        }
    }

    public ValueTask<JournalEntry?> FindAsync(PlaceId hub, string producer, long sequence, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(Find(hub, producer, sequence));
        }
    }

    public async IAsyncEnumerable<JournalEntry> ReadHubAsync(
        PlaceId hub, long afterOffset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadFrom.Add(afterOffset);
        if (afterOffset < Past.RemovedTo(hub))
        {
            throw new JournalTruncatedException(afterOffset, Past.RemovedTo(hub));
        }

        await foreach (var entry in ReadAllAsync(Math.Max(afterOffset, _removed), long.MaxValue, cancellationToken))
        {
            if (entry.Hub == hub)
            {
                yield return entry;
            }
        }
    }

    public async IAsyncEnumerable<JournalEntry> ReadAllAsync(
        long afterOffset, long toOffset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<JournalEntry> entries;
        lock (_gate)
        {
            if (afterOffset < _removed)
            {
                throw new JournalTruncatedException(afterOffset, _removed);
            }

            entries = [.. _entries.Where(entry => entry.Offset > afterOffset && entry.Offset <= toOffset)];
        }

        foreach (var entry in entries)
        {
            await Task.Yield();
            yield return entry;
        }
    }

    public ValueTask<IReadOnlyList<HubHead>> ListHubsAsync(long afterOffset, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new([.. _entries.Select(entry => entry.Hub).Concat(_removedHubs).Distinct()
                .Select(hub => new HubHead(hub, EndOf(hub), _entries.Count(entry => entry.Hub == hub)))
                .Where(head => head.LastOffset > afterOffset)]);
        }
    }

    public ValueTask<JournalTotals> GetTotalsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(new JournalTotals(
                Head,
                _entries.Sum(entry => (long)entry.Record.FlowCount),
                _entries.DistinctBy(entry => entry.Hub).Count()));
        }
    }

    public ValueTask<Snapshot?> ReadAsync(PlaceId owner, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_snapshots.GetValueOrDefault(owner));
        }
    }

    public ValueTask WriteAsync(PlaceId owner, Snapshot snapshot, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_snapshots.GetValueOrDefault(owner) is not { } stored || stored.Offset <= snapshot.Offset)
            {
                _snapshots[owner] = snapshot;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<long> GetVersionAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_catalogVersion);
        }
    }

    public ValueTask<PlaceDirectory> LoadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(new PlaceDirectory(_places, _catalogVersion));
        }
    }

    public ValueTask<int> AddAsync(IReadOnlyList<Place> places, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var added = places.Where(place => _places.TrueForAll(entry => entry.Place.Id != place.Id)).ToList();
            foreach (var place in added)
            {
                _places.Add(new CatalogEntry(place, new PlaceNumber(_places.Count + 1), 1));
            }

            _catalogVersion += added.Count > 0 ? 1 : 0;
            return new(added.Count);
        }
    }

    public ValueTask<CatalogEntry?> ReplaceAsync(Place place, long expectedVersion, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var index = _places.FindIndex(entry => entry.Place.Id == place.Id && entry.Version == expectedVersion);
            if (index < 0)
            {
                return new((CatalogEntry?)null);
            }

            _catalogVersion++;
            _places[index] = new CatalogEntry(place, _places[index].Number, expectedVersion + 1);
            return new(_places[index]);
        }
    }

    private void Append(PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records)
    {
        if (EndOf(hub) != afterOffset)
        {
            throw new JournalConflictException($"{hub} does not end at offset {afterOffset}.");
        }

        if (records.Any(record => Find(hub, record.Producer, record.Sequence) is not null))
        {
            throw new JournalConflictException($"{hub} has recorded a sequence already.");
        }

        _entries.AddRange(records.Select((record, index) => new JournalEntry(Head + 1 + index, hub, record)).ToList());
    }

    private long Head => _entries.Count + _removed;

    private long EndOf(PlaceId hub) => _entries.FindLast(entry => entry.Hub == hub)?.Offset ?? Past.RemovedTo(hub);

    private JournalEntry? Find(PlaceId hub, string producer, long sequence) => _entries.Find(entry =>
        entry.Hub == hub
        && string.Equals(entry.Record.Producer, producer, StringComparison.Ordinal)
        && entry.Record.Sequence == sequence);
}
