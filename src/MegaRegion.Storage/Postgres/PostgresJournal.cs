using System.Runtime.CompilerServices;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>The journal in PostgreSQL.</summary>
internal sealed class PostgresJournal(PostgresStore store) : IJournal
{
    private const string Columns =
        """
        j."offset", h.id, p.name, j.sequence, j.accepted_at_ms, j.flow_count, j.payload, j.digest
        """;

    private const string Joins =
        "JOIN journal_hubs h ON h.number = j.hub JOIN journal_producers p ON p.number = j.producer";

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(
        PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(records.Count, nameof(records));
        var (digests, bytes) = ReportDigest.ComputeAll(hub, records);
        return await store.Writer.AppendAsync(
            new AppendRequest(hub, afterOffset, records, digests, bytes), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<JournalEntry?> FindAsync(
        PlaceId hub, string producer, long sequence, CancellationToken cancellationToken) =>
        await store.Connections.RunAsync(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    $"SELECT {Columns} FROM journal j {Joins} WHERE h.id = $1 AND p.name = $2 AND j.sequence = $3",
                    hub.Value, producer, sequence);
                await using var reader = await command.ExecuteReaderAsync(token);
                return await reader.ReadAsync(token) ? ReadEntry(reader) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadHubAsync(
        PlaceId hub, long afterOffset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var size = new PageSize();
        for (var end = long.MaxValue; afterOffset < end;)
        {
            var after = afterOffset;
            var page = await store.Connections.RunAsync(
                (connection, token) => ReadHubPageAsync(connection, hub, after, size, token), cancellationToken);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            (end, afterOffset) = (page.End, page.LastOffset);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAllAsync(
        long afterOffset, long toOffset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var size = new PageSize();
        for (var end = toOffset; afterOffset < end;)
        {
            var after = afterOffset;
            var page = await store.Connections.RunAsync(
                (connection, token) => ReadPageAsync(connection, after, toOffset, size, token), cancellationToken);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            (end, afterOffset) = (page.End, page.LastOffset);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HubHead>> ListHubsAsync(long afterOffset, CancellationToken cancellationToken) =>
        await store.Connections.QueryAsync(
            "SELECT id, last_offset, reports FROM journal_hubs WHERE last_offset > $1",
            row => new HubHead(new PlaceId(row.GetString(0)), row.GetInt64(1), row.GetInt64(2)),
            cancellationToken,
            afterOffset);

    /// <inheritdoc/>
    public async ValueTask<JournalTotals> GetTotalsAsync(CancellationToken cancellationToken)
    {
        var rows = await store.Connections.QueryAsync(
            "SELECT head, flows, hubs FROM journal_totals",
            row => new JournalTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)),
            cancellationToken);
        return rows is [var totals] ? totals : throw Missing("the row of journal_totals is not there");
    }

    // The hub's recorded end says where the rows must end: a row that vanished there is noticed. It is read before the
    // rows, so a report that arrives in between is left to the next page.
    private async Task<JournalPage> ReadHubPageAsync(
        NpgsqlConnection connection, PlaceId hub, long afterOffset, PageSize size, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                PostgresCommands.BatchCommand("SELECT last_offset FROM journal_hubs WHERE id = $1", hub.Value),
                PostgresCommands.BatchCommand(
                    $"""
                    SELECT {Columns}
                    FROM journal j {Joins}
                    WHERE j.hub = (SELECT number FROM journal_hubs WHERE id = $1) AND j."offset" > $2
                    ORDER BY j.hub, j."offset"
                    LIMIT $3
                    """,
                    hub.Value, afterOffset, size.Reports),
                PostgresCommands.BatchCommand("SELECT removed_to FROM journal_hubs WHERE id = $1", hub.Value),
            },
        };
        var page = await ReadPageAsync(batch, afterOffset, long.MaxValue, size, cancellationToken);
        return page.IsCut || page.LastOffset == page.End
            ? page
            : throw Missing($"the reports of {hub} end at offset {page.LastOffset} instead of {page.End}");
    }

    private async Task<JournalPage> ReadPageAsync(
        NpgsqlConnection connection, long afterOffset, long toOffset, PageSize size, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                PostgresCommands.BatchCommand("SELECT head FROM journal_totals"),
                PostgresCommands.BatchCommand(
                    $"""
                    SELECT {Columns}
                    FROM journal j {Joins}
                    WHERE j."offset" > $1 AND j."offset" <= $2
                    ORDER BY j."offset"
                    LIMIT $3
                    """,
                    afterOffset, toOffset, size.Reports),
                PostgresCommands.BatchCommand("SELECT removed_to FROM journal_beginning"),
            },
        };
        var page = await ReadPageAsync(batch, afterOffset, toOffset, size, cancellationToken);
        var expected = afterOffset;
        foreach (var entry in page.Entries)
        {
            if (entry.Offset != ++expected)
            {
                throw Missing($"offset {expected} should come next, but {entry.Offset} does");
            }
        }

        return page.IsCut || page.LastOffset == page.End
            ? page
            : throw Missing($"the journal ends at offset {page.LastOffset} instead of {page.End}");
    }

    private async Task<JournalPage> ReadPageAsync(
        NpgsqlBatch batch, long afterOffset, long toOffset, PageSize size, CancellationToken cancellationToken)
    {
        var limit = size.Reports;
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var end = await reader.ReadAsync(cancellationToken) ? Math.Min(reader.GetInt64(0), toOffset) : 0;
        end = Math.Max(end, afterOffset);
        await reader.NextResultAsync(cancellationToken);
        var entries = new List<JournalEntry>();
        var rows = 0;
        var bytes = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            rows++;
            if (reader.GetInt64(0) <= end)
            {
                entries.Add(ReadEntry(reader));
                bytes += entries[^1].Record.Payload.Length;
            }
        }

        await ThrowIfRemovedAsync(reader, afterOffset, cancellationToken);
        size.Learn(entries.Count, bytes);
        return new JournalPage(entries, entries.Count == 0 ? afterOffset : entries[^1].Offset, end, IsCut: rows == limit);
    }

    // Asked for after the rows: what had not been removed then was not removed when they were read.
    private static async Task ThrowIfRemovedAsync(NpgsqlDataReader reader, long afterOffset, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken) && reader.GetInt64(0) is var removedTo && afterOffset < removedTo)
        {
            throw new JournalTruncatedException(afterOffset, removedTo);
        }
    }

    private JournalEntry ReadEntry(NpgsqlDataReader row)
    {
        var record = new JournalRecord(
            row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5), row.GetFieldValue<byte[]>(6));
        var entry = new JournalEntry(row.GetInt64(0), new PlaceId(row.GetString(1)), record);
        return ReportDigest.Matches(entry, row.GetFieldValue<byte[]>(7))
            ? entry
            : throw new JournalCorruptException(
                $"The report at offset {entry.Offset} of {entry.Hub} in {store.Url} does not match its checksum. "
                + "Restore the store from a backup.");
    }

    private JournalCorruptException Missing(string what) =>
        new($"Reports are missing in {store.Url}: {what}. Restore the store from a backup.");

    private sealed record JournalPage(List<JournalEntry> Entries, long LastOffset, long End, bool IsCut);
}
