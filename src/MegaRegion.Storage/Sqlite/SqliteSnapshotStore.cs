using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Snapshots in SQLite.</summary>
internal sealed class SqliteSnapshotStore(SqliteStore store) : ISnapshotStore
{
    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadAsync(PlaceId owner, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            session => session.Query(
                session.Prepare("SELECT journal_offset, format, payload, digest FROM snapshots WHERE owner = ?")
                    .Bind(owner.Value),
                row => ReadSnapshot(owner, row)).SingleOrDefault(),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(PlaceId owner, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var digest = SnapshotDigest.Compute(owner, snapshot);
        await store.Writer.WriteAsync(
            session => session.Prepare(
                    """
                    INSERT INTO snapshots (owner, journal_offset, format, payload, digest)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (owner) DO UPDATE
                    SET journal_offset = excluded.journal_offset, format = excluded.format,
                        payload = excluded.payload, digest = excluded.digest
                    WHERE excluded.journal_offset >= snapshots.journal_offset
                    """)
                .Bind(owner.Value).Bind(snapshot.Offset).Bind(snapshot.Format).Bind(snapshot.Payload).Bind(digest)
                .Run(),
            snapshot.Payload.Length,
            cancellationToken);
    }

    private static Snapshot? ReadSnapshot(PlaceId owner, SqliteStatement row)
    {
        var snapshot = new Snapshot(row.Integer(0), (int)row.Integer(1), row.Blob(2).ToArray());
        return row.Blob(3).SequenceEqual(SnapshotDigest.Compute(owner, snapshot)) ? snapshot : null;
    }
}
