using MegaRegion.Grains.Storage;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

// Removal and import take the journal's lock, so no append is under way; a removal is therefore kept to small batches.
internal sealed partial class PostgresJournalPast
{
    private static readonly TimeSpan LongestVacuum = TimeSpan.FromHours(1);

    private const string Lock = "SELECT head FROM journal_totals WHERE id = 1 FOR UPDATE";

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(JournalRemoval removal, CancellationToken cancellationToken) =>
        await InTransactionAsync(
            async (connection, _, token) =>
            {
                var before = await ReadBeginningAsync(connection, token);
                if (before.RemovedTo != removal.ToOffset)
                {
                    await CheckAsync(connection, removal, before, token);
                    await RemoveAsync(connection, removal, before, token);
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// Autovacuum may be off, or wait for a fifth of the table. Rows go at the front, so there is no end of the file to cut off,
    /// and no lock for it is asked for; a table that another vacuum holds is left to that.
    /// </remarks>
    public async ValueTask ReclaimAsync(CancellationToken cancellationToken) =>
        await store.Connections.RunAsync(
            async (connection, token) =>
            {
                await using var vacuum = connection.Command("VACUUM (SKIP_LOCKED, TRUNCATE FALSE) journal, journal_bases");
                vacuum.CommandTimeout = (int)LongestVacuum.TotalSeconds;
                return await vacuum.ExecuteNonQueryAsync(token);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ImportAsync(HubPast hub, CancellationToken cancellationToken) =>
        await InTransactionAsync(
            async (connection, _, token) =>
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO journal_hubs (number, id, last_offset, reports, removed_to, removed_reports)
                    SELECT hubs + 1, $1, $2, $3, $2, $3 FROM journal_totals
                    """,
                    token,
                    hub.Hub.Value, hub.RemovedTo, hub.RemovedReports);
                await connection.ExecuteAsync("UPDATE journal_totals SET hubs = hubs + 1", token);
                await InsertBaseAsync(connection, hub.Hub, hub.Base, token);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ImportAsync(IReadOnlyList<JournalReceipt> receipts, CancellationToken cancellationToken) =>
        await InTransactionAsync(
            async (connection, _, token) =>
            {
                var hubs = receipts.Select(receipt => receipt.Hub.Value).ToArray();
                var producers = receipts.Select(receipt => receipt.Producer).ToArray();
                await connection.ExecuteAsync(
                    """
                    WITH missing AS (
                        SELECT DISTINCT h.number AS hub, wanted.name
                        FROM unnest($1::text[], $2::text[]) AS wanted (hub, name)
                        JOIN journal_hubs h ON h.id = wanted.hub
                        WHERE NOT EXISTS (SELECT 1 FROM journal_producers p WHERE p.hub = h.number AND p.name = wanted.name)
                    ), added AS (
                        INSERT INTO journal_producers (number, hub, name)
                        SELECT t.producers + row_number() OVER (ORDER BY m.hub, m.name), m.hub, m.name
                        FROM missing m CROSS JOIN journal_totals t
                        RETURNING 1
                    )
                    UPDATE journal_totals SET producers = producers + (SELECT count(*) FROM added)
                    """,
                    token,
                    hubs, producers);
                await connection.ExecuteAsync(
                    """
                    INSERT INTO journal_receipts (producer, sequence, "offset", accepted_at_ms, flow_count, digest)
                    SELECT p.number, r.sequence, r."offset", r.accepted_at_ms, r.flow_count, r.digest
                    FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::bytea[])
                        AS r (hub, name, sequence, "offset", accepted_at_ms, flow_count, digest)
                    JOIN journal_hubs h ON h.id = r.hub
                    JOIN journal_producers p ON p.hub = h.number AND p.name = r.name
                    """,
                    token,
                    hubs,
                    producers,
                    receipts.Select(receipt => receipt.Sequence).ToArray(),
                    receipts.Select(receipt => receipt.Offset).ToArray(),
                    receipts.Select(receipt => receipt.AcceptedAtUnixMilliseconds).ToArray(),
                    receipts.Select(receipt => receipt.FlowCount).ToArray(),
                    receipts.Select(receipt => receipt.Digest).ToArray());
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask BeginAtAsync(JournalBeginning beginning, CancellationToken cancellationToken) =>
        await InTransactionAsync(
            async (connection, head, token) =>
            {
                if (head != 0)
                {
                    throw HubBases.NotEmpty(store.Url.ToString());
                }

                await SetBeginningAsync(connection, beginning, token);
                await connection.ExecuteAsync(
                    "UPDATE journal_totals SET head = $1, flows = $2", token, beginning.RemovedTo, beginning.Flows);
            },
            cancellationToken);

    private static async Task RemoveAsync(
        NpgsqlConnection connection, JournalRemoval removal, JournalBeginning before, CancellationToken cancellationToken)
    {
        await using var sum = connection.Command(
            "SELECT coalesce(sum(flow_count), 0)::bigint FROM journal WHERE \"offset\" <= $1", removal.ToOffset);
        var flows = (long)(await sum.ExecuteScalarAsync(cancellationToken))!;
        await connection.ExecuteAsync(
            """
            INSERT INTO journal_receipts (producer, sequence, "offset", accepted_at_ms, flow_count, digest)
            SELECT producer, sequence, "offset", accepted_at_ms, flow_count, digest FROM journal WHERE "offset" <= $1
            """,
            cancellationToken,
            removal.ToOffset);
        await connection.ExecuteAsync(
            """
            UPDATE journal_hubs h SET removed_to = gone.last, removed_reports = h.removed_reports + gone.reports
            FROM (SELECT hub, max("offset") AS last, count(*) AS reports FROM journal WHERE "offset" <= $1 GROUP BY hub) AS gone
            WHERE h.number = gone.hub
            """,
            cancellationToken,
            removal.ToOffset);
        await connection.ExecuteAsync("DELETE FROM journal WHERE \"offset\" <= $1", cancellationToken, removal.ToOffset);
        await SetBeginningAsync(connection, HubBases.After(before, removal, flows), cancellationToken);
    }

    private async Task CheckAsync(
        NpgsqlConnection connection, JournalRemoval removal, JournalBeginning before, CancellationToken cancellationToken)
    {
        if (before.RemovedTo != removal.AfterOffset)
        {
            throw HubBases.Moved(removal.AfterOffset, before.RemovedTo);
        }

        await using var count = connection.Command("SELECT count(*) FROM journal WHERE \"offset\" <= $1", removal.ToOffset);
        var rows = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        if (rows != removal.ToOffset - removal.AfterOffset)
        {
            throw HubBases.Holes(removal.AfterOffset, removal.ToOffset, rows, store.Url.ToString());
        }

        await using var command = connection.Command(
            """
            SELECT h.id, gone.last
            FROM (SELECT hub, max("offset") AS last FROM journal WHERE "offset" <= $1 GROUP BY hub) AS gone
            JOIN journal_hubs h ON h.number = gone.hub
            WHERE NOT EXISTS (SELECT 1 FROM journal_bases b WHERE b.hub = gone.hub AND b."offset" >= gone.last)
            LIMIT 1
            """,
            removal.ToOffset);
        if (await command.ReadAllAsync(row => (row.GetString(0), row.GetInt64(1)), cancellationToken) is [var (hub, last)])
        {
            throw HubBases.Uncovered(hub, last);
        }
    }

    private static Task<int> SetBeginningAsync(
        NpgsqlConnection connection, JournalBeginning beginning, CancellationToken cancellationToken)
    {
        var (minutes, hours, days) = HubBases.MillisecondsOf(beginning.Retention!);
        return connection.ExecuteAsync(
            "UPDATE journal_beginning SET removed_to = $1, flows = $2, newest_ms = $3, minutes_ms = $4, hours_ms = $5, days_ms = $6",
            cancellationToken,
            beginning.RemovedTo, beginning.Flows, beginning.Newest!.Value.UnixMilliseconds, minutes, hours, days);
    }

    private Task<bool> InTransactionAsync(
        Func<NpgsqlConnection, long, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        store.Connections.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                await using var locked = connection.Command(Lock);
                await work(connection, (long)(await locked.ExecuteScalarAsync(token))!, token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);
}
