using System.Runtime.CompilerServices;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Sqlite;

/// <summary>The journal in SQLite.</summary>
internal sealed class SqliteJournal(SqliteStore store) : IJournal
{
    // A page of a long read: its memory, and the time for which it holds one state of the database.
    private const int PageReports = 1_024;
    private const long PageBytes = 4L << 20;

    private const string Columns =
        """
        j."offset", h.id, p.name, j.sequence, j.accepted_at_ms, j.flow_count, j.payload, j.digest
        """;

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(
        PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(records.Count, nameof(records));
        var (digests, bytes) = ReportDigest.ComputeAll(hub, records);
        return await store.Writer.WriteAsync(
            _ => store.Writer.Journal.Append(hub, afterOffset, records, digests), bytes, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindAsync(
        PlaceId hub, string producer, long sequence, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            session => session.Query(
                session.Prepare(
                    $"""
                    SELECT {Columns}
                    FROM journal_hubs h
                    JOIN journal_producers p ON p.hub = h.number
                    JOIN journal j ON j.producer = p.number
                    WHERE h.id = ? AND p.name = ? AND j.sequence = ?
                    """).Bind(hub.Value).Bind(producer).Bind(sequence),
                ReadEntry).SingleOrDefault(),
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadHubAsync(
        PlaceId hub, long afterOffset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var more = true; more;)
        {
            var after = afterOffset;
            var page = await store.Readers.ReadAsync(session => ReadHubPage(session, hub, after), cancellationToken);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            (more, afterOffset) = (page.More, page.LastOffset);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAllAsync(
        long afterOffset, long toOffset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var more = afterOffset < toOffset; more;)
        {
            var after = afterOffset;
            var page = await store.Readers.ReadAsync(session => ReadPage(session, after, toOffset), cancellationToken);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            (more, afterOffset) = (page.More, page.LastOffset);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HubHead>> ListHubsAsync(long afterOffset, CancellationToken cancellationToken) =>
        await store.Readers.ReadAsync(
            session => session.Query(
                session.Prepare("SELECT id, last_offset, reports FROM journal_hubs WHERE last_offset > ?").Bind(afterOffset),
                row => new HubHead(new PlaceId(row.Text(0)), row.Integer(1), row.Integer(2))),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JournalTotals> GetTotalsAsync(CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            session => session.Query(
                session.Prepare("SELECT head, flows, hubs FROM journal_totals"),
                row => new JournalTotals(row.Integer(0), row.Integer(1), row.Integer(2))).Single(),
            cancellationToken);

    // The hub's recorded end says where the rows must end: a row that vanished there is noticed.
    private JournalPage ReadHubPage(SqliteSession session, PlaceId hub, long afterOffset)
    {
        var (end, removedTo) = session.Query(
            session.Prepare("SELECT last_offset, removed_to FROM journal_hubs WHERE id = ?").Bind(hub.Value),
            row => (row.Integer(0), row.Integer(1))).SingleOrDefault();
        ThrowIfRemoved(afterOffset, removedTo);
        if (afterOffset >= end)
        {
            return JournalPage.End(afterOffset);
        }

        var page = Fill(
            session.Prepare(
                $"""
                SELECT {Columns}
                FROM journal_hubs h
                CROSS JOIN journal j ON j.hub = h.number
                CROSS JOIN journal_producers p ON p.number = j.producer
                WHERE h.id = ? AND j."offset" > ?
                ORDER BY j."offset"
                """).Bind(hub.Value).Bind(afterOffset),
            afterOffset);
        return page.More || page.LastOffset == end
            ? page
            : throw Missing($"the reports of {hub} end at offset {page.LastOffset} instead of {end}");
    }

    private JournalPage ReadPage(SqliteSession session, long afterOffset, long toOffset)
    {
        ThrowIfRemoved(afterOffset, session.QueryInteger("SELECT removed_to FROM journal_beginning") ?? 0);
        var end = Math.Min(toOffset, session.QueryInteger("SELECT head FROM journal_totals") ?? 0);
        if (afterOffset >= end)
        {
            return JournalPage.End(afterOffset);
        }

        var page = Fill(
            session.Prepare(
                $"""
                SELECT {Columns}
                FROM journal j
                CROSS JOIN journal_hubs h ON h.number = j.hub
                CROSS JOIN journal_producers p ON p.number = j.producer
                WHERE j."offset" > ? AND j."offset" <= ?
                ORDER BY j."offset"
                """).Bind(afterOffset).Bind(end),
            afterOffset);
        var expected = afterOffset;
        foreach (var entry in page.Entries)
        {
            if (entry.Offset != ++expected)
            {
                throw Missing($"offset {expected} should come next, but {entry.Offset} does");
            }
        }

        return page.More || page.LastOffset == end
            ? page
            : throw Missing($"the journal ends at offset {page.LastOffset} instead of {end}");
    }

    private static void ThrowIfRemoved(long afterOffset, long removedTo)
    {
        if (afterOffset < removedTo)
        {
            throw new JournalTruncatedException(afterOffset, removedTo);
        }
    }

    private JournalPage Fill(SqliteStatement statement, long afterOffset)
    {
        var entries = new List<JournalEntry>();
        var bytes = 0L;
        try
        {
            while (statement.Step())
            {
                var entry = ReadEntry(statement);
                entries.Add(entry);
                bytes += entry.Record.Payload.Length;
                if (entries.Count >= PageReports || bytes >= PageBytes)
                {
                    return new JournalPage(entries, entry.Offset, More: true);
                }
            }
        }
        finally
        {
            statement.Reset();
        }

        return new JournalPage(entries, entries.Count == 0 ? afterOffset : entries[^1].Offset, More: false);
    }

    private JournalEntry ReadEntry(SqliteStatement row)
    {
        var record = new JournalRecord(
            row.Text(2), row.Integer(3), row.Integer(4), (int)row.Integer(5), row.Blob(6).ToArray());
        var entry = new JournalEntry(row.Integer(0), new PlaceId(row.Text(1)), record);
        return ReportDigest.Matches(entry, row.Blob(7))
            ? entry
            : throw new JournalCorruptException(
                $"The report at offset {entry.Offset} of {entry.Hub} in {store.Path} does not match its checksum. "
                + "Restore the store from a backup.");
    }

    private JournalCorruptException Missing(string what) =>
        new($"Reports are missing in {store.Path}: {what}. Restore the store from a backup.");

    private sealed record JournalPage(List<JournalEntry> Entries, long LastOffset, bool More)
    {
        public static JournalPage End(long offset) => new([], offset, More: false);
    }
}
