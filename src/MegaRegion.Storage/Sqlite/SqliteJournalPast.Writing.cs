using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Sqlite;

// Removal and import. All checks come before the first change, so that a refusal leaves the group as it was.
internal sealed partial class SqliteJournalPast
{
    /// <inheritdoc/>
    public async ValueTask RemoveAsync(JournalRemoval removal, CancellationToken cancellationToken) =>
        await store.Writer.WriteAsync(
            session => Remove(session, removal), (removal.ToOffset - removal.AfterOffset) * ReceiptBytes, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Pages that a removal frees are in the file's free list from its commit on, and taken before the file grows.</remarks>
    public ValueTask ReclaimAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask ImportAsync(HubPast hub, CancellationToken cancellationToken)
    {
        var digest = SnapshotDigest.Compute(hub.Hub, hub.Base);
        await store.Writer.WriteAsync(
            session =>
            {
                session.Prepare(
                        """
                        INSERT INTO journal_hubs (id, last_offset, reports, removed_to, removed_reports) VALUES (?1, ?2, ?3, ?2, ?3)
                        """)
                    .Bind(hub.Hub.Value).Bind(hub.RemovedTo).Bind(hub.RemovedReports).Run();
                return InsertBase(session, hub.Hub, hub.Base, digest);
            },
            hub.Base.Payload.Length,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask ImportAsync(IReadOnlyList<JournalReceipt> receipts, CancellationToken cancellationToken) =>
        await store.Writer.WriteAsync(
            session =>
            {
                foreach (var receipt in receipts)
                {
                    Import(session, receipt);
                }

                return true;
            },
            (long)receipts.Count * ReceiptBytes,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask BeginAtAsync(JournalBeginning beginning, CancellationToken cancellationToken) =>
        await store.Writer.WriteAsync(
            session =>
            {
                if (session.QueryInteger("SELECT head FROM journal_totals") != 0)
                {
                    throw new RefusedWriteException(HubBases.NotEmpty(store.Path));
                }

                SetBeginning(session, beginning);
                session.Prepare("UPDATE journal_totals SET head = ?, flows = ?, hubs = (SELECT COUNT(*) FROM journal_hubs)")
                    .Bind(beginning.RemovedTo).Bind(beginning.Flows).Run();
                store.Writer.Journal.Load();
                return true;
            },
            bytes: 0,
            cancellationToken);

    private bool Remove(SqliteSession session, JournalRemoval removal)
    {
        var before = ReadBeginning(session);
        if (before.RemovedTo == removal.ToOffset)
        {
            return false;
        }

        Check(session, removal, before);
        var to = removal.ToOffset;
        var flows = session.Query(
            session.Prepare("SELECT SUM(flow_count) FROM journal WHERE \"offset\" <= ?").Bind(to), row => row.Integer(0)).Single();
        session.Prepare(
                """
                INSERT INTO journal_receipts (producer, sequence, "offset", accepted_at_ms, flow_count, digest)
                SELECT producer, sequence, "offset", accepted_at_ms, flow_count, digest FROM journal WHERE "offset" <= ?
                """).Bind(to).Run();
        session.Prepare(
                """
                UPDATE journal_hubs SET removed_to = gone.last, removed_reports = removed_reports + gone.reports
                FROM (SELECT hub, MAX("offset") AS last, COUNT(*) AS reports FROM journal WHERE "offset" <= ? GROUP BY hub) AS gone
                WHERE number = gone.hub
                """).Bind(to).Run();
        session.Prepare("DELETE FROM journal WHERE \"offset\" <= ?").Bind(to).Run();
        SetBeginning(session, HubBases.After(before, removal, flows));
        return true;
    }

    private void Check(SqliteSession session, JournalRemoval removal, JournalBeginning before)
    {
        if (before.RemovedTo != removal.AfterOffset)
        {
            throw new RefusedWriteException(HubBases.Moved(removal.AfterOffset, before.RemovedTo));
        }

        var rows = session.Query(
            session.Prepare("SELECT COUNT(*) FROM journal WHERE \"offset\" <= ?").Bind(removal.ToOffset), row => row.Integer(0)).Single();
        if (rows != removal.ToOffset - removal.AfterOffset)
        {
            throw new RefusedWriteException(HubBases.Holes(removal.AfterOffset, removal.ToOffset, rows, store.Path));
        }

        var uncovered = session.Query(
            session.Prepare(
                """
                SELECT h.id, gone.last
                FROM (SELECT hub, MAX("offset") AS last FROM journal WHERE "offset" <= ? GROUP BY hub) AS gone
                JOIN journal_hubs h ON h.number = gone.hub
                WHERE NOT EXISTS (SELECT 1 FROM journal_bases b WHERE b.hub = gone.hub AND b."offset" >= gone.last)
                LIMIT 1
                """).Bind(removal.ToOffset),
            row => (Hub: row.Text(0), Last: row.Integer(1)));
        if (uncovered is [var (hub, last)])
        {
            throw new RefusedWriteException(HubBases.Uncovered(hub, last));
        }
    }

    private static void SetBeginning(SqliteSession session, JournalBeginning beginning)
    {
        var (minutes, hours, days) = HubBases.MillisecondsOf(beginning.Retention!);
        session.Prepare(
                "UPDATE journal_beginning SET removed_to = ?, flows = ?, newest_ms = ?, minutes_ms = ?, hours_ms = ?, days_ms = ?")
            .Bind(beginning.RemovedTo).Bind(beginning.Flows).Bind(beginning.Newest!.Value.UnixMilliseconds)
            .Bind(minutes).Bind(hours).Bind(days).Run();
    }

    private static void Import(SqliteSession session, JournalReceipt receipt)
    {
        session.Prepare(
                """
                INSERT INTO journal_producers (hub, name) SELECT number, ? FROM journal_hubs WHERE id = ?
                ON CONFLICT (hub, name) DO NOTHING
                """)
            .Bind(receipt.Producer).Bind(receipt.Hub.Value).Run();
        session.Prepare(
                """
                INSERT INTO journal_receipts (producer, sequence, "offset", accepted_at_ms, flow_count, digest)
                SELECT p.number, ?, ?, ?, ?, ?
                FROM journal_hubs h JOIN journal_producers p ON p.hub = h.number
                WHERE h.id = ? AND p.name = ?
                """)
            .Bind(receipt.Sequence).Bind(receipt.Offset).Bind(receipt.AcceptedAtUnixMilliseconds).Bind(receipt.FlowCount)
            .Bind(receipt.Digest).Bind(receipt.Hub.Value).Bind(receipt.Producer).Run();
    }
}
