using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Data.Sqlite;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// The journal's writing half. It gives offsets, and keeps the ends of the hubs' parts in memory, so that an append costs
/// one insert and each hub one update per group however many reports it had. Belongs to the writer thread.
/// </summary>
/// <remarks>
/// What is in memory runs ahead of the file by at most the open group. After a rollback all of it is forgotten and read
/// anew: failures are rare, and there is then nothing to undo by hand.
/// </remarks>
internal sealed class JournalAppender(SqliteSession session)
{
    private readonly Dictionary<string, HubTail> _hubs = new(StringComparer.Ordinal);
    private readonly List<HubTail> _dirty = [];
    private long _head;
    private long _flows;
    private long _hubCount;

    /// <summary>Reads the totals; call once before the first append.</summary>
    public void Load()
    {
        _hubs.Clear();
        _dirty.Clear();
        var statement = session.Prepare("SELECT head, flows, hubs FROM journal_totals");
        var (head, flows, hubs) = session.Query(
            statement, row => (row.Integer(0), row.Integer(1), row.Integer(2))).Single();
        (_head, _flows, _hubCount) = (head, flows, hubs);
    }

    /// <summary>Adds a hub's records to the open group and returns the last one's offset.</summary>
    /// <exception cref="RefusedWriteException">The hub ends elsewhere or a record exists already; nothing of the append is in the group.</exception>
    public long Append(PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records, UInt128[] digests)
    {
        var tail = FindHub(hub);
        if ((tail?.LastOffset ?? 0) != afterOffset)
        {
            throw new RefusedWriteException(JournalConflicts.Missed(hub, afterOffset, tail?.LastOffset ?? 0));
        }

        if (records.Count == 1 && tail is not null && tail.Producers.ContainsKey(records[0].Producer))
        {
            // A single insert is undone by SQLite itself when it violates uniqueness.
            Insert(hub, tail, records, digests);
        }
        else
        {
            InsertInSavepoint(hub, tail, records, digests);
        }

        return _head;
    }

    /// <summary>Writes the ends of the parts that moved and the totals; call once before the commit.</summary>
    public void Flush()
    {
        if (_dirty.Count == 0)
        {
            return;
        }

        foreach (var tail in _dirty)
        {
            session.Prepare("UPDATE journal_hubs SET last_offset = ?, reports = ? WHERE number = ?")
                .Bind(tail.LastOffset).Bind(tail.Reports).Bind(tail.Number).Run();
            tail.IsDirty = false;
        }

        _dirty.Clear();
        session.Prepare("UPDATE journal_totals SET head = ?, flows = ?, hubs = ?")
            .Bind(_head).Bind(_flows).Bind(_hubCount).Run();
    }

    private void InsertInSavepoint(
        PlaceId hub, HubTail? known, IReadOnlyList<JournalRecord> records, UInt128[] digests)
    {
        var createdProducers = new List<string>();
        var tail = known;
        try
        {
            session.InSavepoint(_ =>
            {
                tail ??= CreateHub(hub);
                CreateProducers(tail, records, createdProducers);
                Insert(hub, tail, records, digests);
                return true;
            });
        }
        catch (RefusedWriteException) when (tail is not null)
        {
            createdProducers.ForEach(producer => tail.Producers.Remove(producer));
            if (known is null)
            {
                _hubs.Remove(hub.Value);
            }

            throw;
        }

        _hubCount += known is null ? 1 : 0;
    }

    private void Insert(PlaceId hub, HubTail tail, IReadOnlyList<JournalRecord> records, UInt128[] digests)
    {
        var insert = session.Prepare(
            """
            INSERT INTO journal ("offset", hub, producer, sequence, accepted_at_ms, flow_count, digest, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """);
        var offset = _head;
        var flows = _flows;
        for (var i = 0; i < records.Count; i++)
        {
            InsertRow(insert, ++offset, hub, tail, records[i], digests[i]);
            flows = checked(flows + records[i].FlowCount);
        }

        (_head, _flows) = (offset, flows);
        tail.LastOffset = offset;
        tail.Reports += records.Count;
        if (!tail.IsDirty)
        {
            tail.IsDirty = true;
            _dirty.Add(tail);
        }
    }

    private static void InsertRow(
        SqliteStatement insert, long offset, PlaceId hub, HubTail tail, JournalRecord record, UInt128 digest)
    {
        Span<byte> seal = stackalloc byte[ReportDigest.Length];
        ReportDigest.Seal(digest, offset, seal);
        try
        {
            insert.Bind(offset).Bind(tail.Number).Bind(tail.Producers[record.Producer]).Bind(record.Sequence)
                .Bind(record.AcceptedAtUnixMilliseconds).Bind(record.FlowCount).Bind(seal).Bind(record.Payload)
                .Run();
        }
        catch (SqliteException error) when (error.IsUniqueViolation())
        {
            throw new RefusedWriteException(JournalConflicts.Recorded(hub, record));
        }
    }

    private HubTail? FindHub(PlaceId hub)
    {
        if (_hubs.TryGetValue(hub.Value, out var known))
        {
            return known;
        }

        var statement = session.Prepare("SELECT number, last_offset, reports FROM journal_hubs WHERE id = ?").Bind(hub.Value);
        var tail = session.Query(statement, row => new HubTail(row.Integer(0), row.Integer(1), row.Integer(2)))
            .SingleOrDefault();
        if (tail is not null)
        {
            _hubs.Add(hub.Value, tail);
        }

        return tail;
    }

    private HubTail CreateHub(PlaceId hub)
    {
        session.Prepare("INSERT INTO journal_hubs (id, last_offset, reports) VALUES (?, 0, 0)").Bind(hub.Value).Run();
        var tail = new HubTail(session.LastInsertedRow, lastOffset: 0, reports: 0);
        _hubs.Add(hub.Value, tail);
        return tail;
    }

    private void CreateProducers(HubTail tail, IReadOnlyList<JournalRecord> records, List<string> created)
    {
        foreach (var record in records)
        {
            if (tail.Producers.ContainsKey(record.Producer))
            {
                continue;
            }

            tail.Producers.Add(record.Producer, FindProducer(tail, record.Producer) ?? CreateProducer(tail, record.Producer));
            created.Add(record.Producer);
        }
    }

    private long? FindProducer(HubTail tail, string producer)
    {
        var statement = session.Prepare("SELECT number FROM journal_producers WHERE hub = ? AND name = ?")
            .Bind(tail.Number).Bind(producer);
        return session.Query(statement, row => (long?)row.Integer(0)).SingleOrDefault();
    }

    private long CreateProducer(HubTail tail, string producer)
    {
        session.Prepare("INSERT INTO journal_producers (hub, name) VALUES (?, ?)").Bind(tail.Number).Bind(producer).Run();
        return session.LastInsertedRow;
    }

    /// <summary>The end of a hub's part of the journal.</summary>
    private sealed class HubTail(long number, long lastOffset, long reports)
    {
        public long Number { get; } = number;

        public long LastOffset { get; set; } = lastOffset;

        public long Reports { get; set; } = reports;

        public bool IsDirty { get; set; }

        /// <summary>Numbers of the producers that have written since the start.</summary>
        public Dictionary<string, long> Producers { get; } = new(StringComparer.Ordinal);
    }
}
