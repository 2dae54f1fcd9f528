using System.Runtime.CompilerServices;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>The removed part of the journal in PostgreSQL.</summary>
internal sealed partial class PostgresJournalPast(PostgresStore store) : IJournalPast
{
    /// <inheritdoc/>
    public async ValueTask<JournalBeginning> GetBeginningAsync(CancellationToken cancellationToken) =>
        await store.Connections.RunAsync(ReadBeginningAsync, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Snapshot?> ReadBaseAsync(PlaceId hub, CancellationToken cancellationToken) =>
        await store.Connections.RunAsync(
            async (connection, token) => await ReadHubAsync(connection, hub, token) is { } past
                ? HubBases.NewestReadable(hub, past.Bases, past.RemovedTo, store.Url.ToString())
                : null,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Snapshot?> ReadProvedBaseAsync(PlaceId hub, CancellationToken cancellationToken) =>
        await store.Connections.RunAsync(
            async (connection, token) => await ReadHubAsync(connection, hub, token) is { } past
                ? HubBases.Proved(hub, past.Bases, past.RemovedTo, store.Url.ToString())
                : null,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WriteBaseAsync(PlaceId hub, Snapshot ledger, CancellationToken cancellationToken) =>
        await store.Connections.RunAsync((connection, token) => InsertBaseAsync(connection, hub, ledger, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DropBasesAsync(PlaceId hub, long beforeOffset, CancellationToken cancellationToken) =>
        await store.Connections.RunAsync(
            (connection, token) => connection.ExecuteAsync(
                "DELETE FROM journal_bases WHERE hub = (SELECT number FROM journal_hubs WHERE id = $1) AND \"offset\" < $2",
                token,
                hub.Value, beforeOffset),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<RemovedReport?> FindRemovedAsync(
        PlaceId hub, string producer, long sequence, int flowCount, byte[] payload, CancellationToken cancellationToken)
    {
        var found = await store.Connections.QueryAsync(
            """
            SELECT r."offset", r.accepted_at_ms, r.digest
            FROM journal_hubs h
            JOIN journal_producers p ON p.hub = h.number
            JOIN journal_receipts r ON r.producer = p.number
            WHERE h.id = $1 AND p.name = $2 AND r.sequence = $3
            """,
            row =>
            {
                var record = new JournalRecord(producer, sequence, row.GetInt64(1), flowCount, payload);
                return new RemovedReport(row.GetInt64(0), ReportDigest.Matches(
                    new JournalEntry(row.GetInt64(0), hub, record), row.GetFieldValue<byte[]>(2)));
            },
            cancellationToken,
            hub.Value, producer, sequence);
        return found is [var report] ? report : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HubPast> ReadHubsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hubs = await store.Connections.QueryAsync(
            "SELECT id FROM journal_hubs WHERE removed_to > 0 ORDER BY number", row => new PlaceId(row.GetString(0)), cancellationToken);
        foreach (var hub in hubs)
        {
            var (removedTo, reports, bases) = (await store.Connections.RunAsync(
                (connection, token) => ReadHubAsync(connection, hub, token), cancellationToken))!.Value;
            yield return new HubPast(hub, removedTo, reports, HubBases.NewestReadable(hub, bases, removedTo, store.Url.ToString())!);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalReceipt> ReadReceiptsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (producer, sequence) = (0, 0L);
        while (true)
        {
            var page = await ReadReceiptsAsync(producer, sequence, cancellationToken);
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

    private Task<List<(int Producer, JournalReceipt Receipt)>> ReadReceiptsAsync(
        int producer, long sequence, CancellationToken cancellationToken) => store.Connections.QueryAsync(
        $"""
        SELECT r.producer, r."offset", h.id, p.name, r.sequence, r.accepted_at_ms, r.flow_count, r.digest
        FROM journal_receipts r
        JOIN journal_producers p ON p.number = r.producer
        JOIN journal_hubs h ON h.number = p.hub
        WHERE (r.producer, r.sequence) > ($1, $2)
        ORDER BY r.producer, r.sequence
        LIMIT {HubBases.ReceiptsOfPage}
        """,
        row => (row.GetInt32(0), new JournalReceipt(
            row.GetInt64(1),
            new PlaceId(row.GetString(2)),
            row.GetString(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt32(6),
            row.GetFieldValue<byte[]>(7))),
        cancellationToken,
        producer, sequence);

    // What was removed is asked for together with the bases: one state of the database.
    private static async Task<(long RemovedTo, long RemovedReports, List<(Snapshot Ledger, byte[] Digest)> Bases)?> ReadHubAsync(
        NpgsqlConnection connection, PlaceId hub, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            SELECT h.removed_to, h.removed_reports, b."offset", b.format, b.payload, b.digest
            FROM journal_hubs h LEFT JOIN journal_bases b ON b.hub = h.number AND b."offset" >= h.removed_to
            WHERE h.id = $1
            ORDER BY b."offset" DESC
            """,
            hub.Value);
        var rows = await command.ReadAllAsync(
            row => (
                RemovedTo: row.GetInt64(0),
                Reports: row.GetInt64(1),
                Base: row.IsDBNull(2)
                    ? default
                    : (Ledger: new Snapshot(row.GetInt64(2), row.GetInt32(3), row.GetFieldValue<byte[]>(4)), Digest: row.GetFieldValue<byte[]>(5))),
            cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }

        return (rows[0].RemovedTo, rows[0].Reports, rows.Where(row => row.Base.Ledger is not null).Select(row => row.Base).ToList());
    }

    private static async Task<JournalBeginning> ReadBeginningAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT removed_to, flows, newest_ms, minutes_ms, hours_ms, days_ms FROM journal_beginning");
        return (await command.ReadAllAsync(
            row => HubBases.BeginningOf(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            cancellationToken)).Single();
    }

    private static Task<int> InsertBaseAsync(
        NpgsqlConnection connection, PlaceId hub, Snapshot ledger, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO journal_bases (hub, "offset", format, payload, digest)
        SELECT number, $1, $2, $3, $4 FROM journal_hubs WHERE id = $5
        ON CONFLICT (hub, "offset") DO UPDATE SET format = excluded.format, payload = excluded.payload, digest = excluded.digest
        """,
        cancellationToken,
        ledger.Offset, ledger.Format, ledger.Payload, SnapshotDigest.Compute(hub, ledger), hub.Value);
}
