using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Postgres;

/// <summary>Snapshots in PostgreSQL.</summary>
internal sealed class PostgresSnapshotStore(PostgresStore store) : ISnapshotStore
{
    /// <inheritdoc/>
    public async ValueTask<Snapshot?> ReadAsync(PlaceId owner, CancellationToken cancellationToken)
    {
        var rows = await store.Connections.QueryAsync(
            "SELECT journal_offset, format, payload, digest FROM snapshots WHERE owner = $1",
            row => (
                Snapshot: new Snapshot(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2)),
                Digest: row.GetFieldValue<byte[]>(3)),
            cancellationToken,
            owner.Value);
        return rows is [var (snapshot, digest)] && SnapshotDigest.Compute(owner, snapshot).AsSpan().SequenceEqual(digest)
            ? snapshot
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(PlaceId owner, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var digest = SnapshotDigest.Compute(owner, snapshot);
        await store.Connections.RunAsync(
            (connection, token) => connection.ExecuteAsync(
                """
                INSERT INTO snapshots (owner, journal_offset, format, payload, digest)
                VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (owner) DO UPDATE
                SET journal_offset = excluded.journal_offset, format = excluded.format,
                    payload = excluded.payload, digest = excluded.digest
                WHERE excluded.journal_offset >= snapshots.journal_offset
                """,
                token,
                owner.Value, snapshot.Offset, snapshot.Format, snapshot.Payload, digest),
            cancellationToken);
    }
}
