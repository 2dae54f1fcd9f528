using System.Runtime.CompilerServices;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Sqlite;

/// <summary>The removed part of the journal in SQLite.</summary>
internal sealed partial class SqliteJournalPast(SqliteStore store) : IJournalPast
{
    private const int ReceiptBytes = 64;

    /// <inheritdoc/>
    public ValueTask<JournalBeginning> GetBeginningAsync(CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(ReadBeginning, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadBaseAsync(PlaceId hub, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(session => ReadBase(session, hub, RemovedTo(session, hub)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadProvedBaseAsync(PlaceId hub, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            session =>
            {
                var removedTo = RemovedTo(session, hub);
                return HubBases.Proved(hub, ReadBases(session, hub, removedTo), removedTo, store.Path);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WriteBaseAsync(PlaceId hub, Snapshot ledger, CancellationToken cancellationToken)
    {
        var digest = SnapshotDigest.Compute(hub, ledger);
        await store.Writer.WriteAsync(session => InsertBase(session, hub, ledger, digest), ledger.Payload.Length, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DropBasesAsync(PlaceId hub, long beforeOffset, CancellationToken cancellationToken) =>
        await store.Writer.WriteAsync(
            session => session.Prepare(
                    "DELETE FROM journal_bases WHERE hub = (SELECT number FROM journal_hubs WHERE id = ?) AND \"offset\" < ?")
                .Bind(hub.Value).Bind(beforeOffset).Run(),
            bytes: 0,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RemovedReport?> FindRemovedAsync(
        PlaceId hub, string producer, long sequence, int flowCount, byte[] payload, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            session => session.Query(
                session.Prepare(
                    """
                    SELECT r."offset", r.accepted_at_ms, r.digest
                    FROM journal_hubs h
                    JOIN journal_producers p ON p.hub = h.number
                    JOIN journal_receipts r ON r.producer = p.number
                    WHERE h.id = ? AND p.name = ? AND r.sequence = ?
                    """).Bind(hub.Value).Bind(producer).Bind(sequence),
                row =>
                {
                    var record = new JournalRecord(producer, sequence, row.Integer(1), flowCount, payload);
                    return (RemovedReport?)new RemovedReport(
                        row.Integer(0), ReportDigest.Matches(new JournalEntry(row.Integer(0), hub, record), row.Blob(2)));
                }).SingleOrDefault(),
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<HubPast> ReadHubsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hubs = await store.Readers.ReadAsync(
            session => session.Query(
                session.Prepare("SELECT id FROM journal_hubs WHERE removed_to > 0 ORDER BY number"), row => new PlaceId(row.Text(0))),
            cancellationToken);
        foreach (var hub in hubs)
        {
            yield return await store.Readers.ReadAsync(session => ReadHub(session, hub), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalReceipt> ReadReceiptsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (producer, sequence) = (0L, 0L);
        while (true)
        {
            var (afterProducer, afterSequence) = (producer, sequence);
            var page = await store.Readers.ReadAsync(session => ReadReceipts(session, afterProducer, afterSequence), cancellationToken);
            foreach (var (number, receipt) in page)
            {
                yield return receipt;
                (producer, sequence) = (number, receipt.Sequence);
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    private HubPast ReadHub(SqliteSession session, PlaceId hub)
    {
        var (removedTo, reports) = session.Query(
            session.Prepare("SELECT removed_to, removed_reports FROM journal_hubs WHERE id = ?").Bind(hub.Value),
            row => (row.Integer(0), row.Integer(1))).Single();
        return new HubPast(hub, removedTo, reports, ReadBase(session, hub, removedTo)!);
    }

    private static long RemovedTo(SqliteSession session, PlaceId hub) => session.Query(
        session.Prepare("SELECT removed_to FROM journal_hubs WHERE id = ?").Bind(hub.Value), row => row.Integer(0)).SingleOrDefault();

    private Snapshot? ReadBase(SqliteSession session, PlaceId hub, long removedTo) =>
        HubBases.NewestReadable(hub, ReadBases(session, hub, removedTo), removedTo, store.Path);

    private static List<(Snapshot Ledger, byte[] Digest)> ReadBases(SqliteSession session, PlaceId hub, long removedTo) =>
        session.Query(
            session.Prepare(
                """
                SELECT b."offset", b.format, b.payload, b.digest
                FROM journal_hubs h JOIN journal_bases b ON b.hub = h.number
                WHERE h.id = ? AND b."offset" >= ?
                ORDER BY b."offset" DESC
                """).Bind(hub.Value).Bind(removedTo),
            row => (
                Ledger: new Snapshot(row.Integer(0), (int)row.Integer(1), row.Blob(2).ToArray()),
                Digest: row.Blob(3).ToArray()));

    private static JournalBeginning ReadBeginning(SqliteSession session) => session.Query(
        session.Prepare("SELECT removed_to, flows, newest_ms, minutes_ms, hours_ms, days_ms FROM journal_beginning"),
        row => HubBases.BeginningOf(
            row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3), row.Integer(4), row.Integer(5))).Single();

    private static List<(long Producer, JournalReceipt Receipt)> ReadReceipts(SqliteSession session, long producer, long sequence) =>
        session.Query(
            session.Prepare(
                $"""
                SELECT r.producer, r."offset", h.id, p.name, r.sequence, r.accepted_at_ms, r.flow_count, r.digest
                FROM journal_receipts r
                CROSS JOIN journal_producers p ON p.number = r.producer
                CROSS JOIN journal_hubs h ON h.number = p.hub
                WHERE (r.producer, r.sequence) > (?, ?)
                ORDER BY r.producer, r.sequence
                LIMIT {HubBases.ReceiptsOfPage}
                """).Bind(producer).Bind(sequence),
            row => (row.Integer(0), new JournalReceipt(
                row.Integer(1),
                new PlaceId(row.Text(2)),
                row.Text(3),
                row.Integer(4),
                row.Integer(5),
                (int)row.Integer(6),
                row.Blob(7).ToArray())));

    private static int InsertBase(SqliteSession session, PlaceId hub, Snapshot ledger, byte[] digest) => session.Prepare(
            """
            INSERT INTO journal_bases (hub, "offset", format, payload, digest)
            SELECT number, ?, ?, ?, ? FROM journal_hubs WHERE id = ?
            ON CONFLICT (hub, "offset") DO UPDATE SET format = excluded.format, payload = excluded.payload, digest = excluded.digest
            """)
        .Bind(ledger.Offset).Bind(ledger.Format).Bind(ledger.Payload).Bind(digest).Bind(hub.Value).Run();
}
