using System.Security.Cryptography;
using MegaRegion.Grains.Storage;
using Microsoft.Data.Sqlite;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Grain state in SQLite, under one storage name. Writes share the journal's group commit.</summary>
internal sealed class SqliteGrainStorage(SqliteStore store, string name, IGrainStorageSerializer serializer) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = await store.Readers.ReadAsync(
            session => session.Query(
                session.Prepare(
                        "SELECT version, payload, digest FROM grain_state WHERE grain = ? AND state_name = ? AND storage = ?")
                    .Bind(grainId.ToString()).Bind(stateName).Bind(name),
                row => ReadRecord(stateName, grainId, row)).SingleOrDefault(),
            CancellationToken.None);
        if (record is null)
        {
            GrainStates.Empty(grainState);
            return;
        }

        grainState.State = serializer.Deserialize<T>(new BinaryData(record.Payload)) ?? GrainStates.Create<T>();
        grainState.ETag = GrainStates.Tag(record.Version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = serializer.Serialize(grainState.State).ToArray();
        var digest = SHA256.HashData(payload);
        var expected = grainState.ETag;
        var version = await store.Writer.WriteAsync(
            session =>
            {
                Remove(session, stateName, grainId, expected);
                return Insert(session, stateName, grainId, digest, payload);
            },
            payload.Length,
            CancellationToken.None);
        grainState.ETag = GrainStates.Tag(version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = grainState.ETag;
        await store.Writer.WriteAsync(
            session =>
            {
                Remove(session, stateName, grainId, expected);
                return expected is null ? RequireAbsent(session, stateName, grainId) : true;
            },
            bytes: 0,
            CancellationToken.None);
        GrainStates.Empty(grainState);
    }

    // Takes the expected version away; without one there is nothing to take.
    private void Remove(SqliteSession session, string stateName, GrainId grainId, string? expected)
    {
        if (expected is null)
        {
            return;
        }

        var removed = GrainStates.Version(expected) is { } version
            ? session.Prepare(
                    "DELETE FROM grain_state WHERE version = ? AND grain = ? AND state_name = ? AND storage = ?")
                .Bind(version).Bind(grainId.ToString()).Bind(stateName).Bind(name).Run()
            : 0;
        if (removed == 0)
        {
            throw Conflict(stateName, grainId, FindVersion(session, stateName, grainId), expected);
        }
    }

    private long Insert(SqliteSession session, string stateName, GrainId grainId, byte[] digest, byte[] payload)
    {
        try
        {
            session.Prepare(
                    "INSERT INTO grain_state (storage, grain, state_name, digest, payload) VALUES (?, ?, ?, ?, ?)")
                .Bind(name).Bind(grainId.ToString()).Bind(stateName).Bind(digest).Bind(payload).Run();
            return session.LastInsertedRow;
        }
        catch (SqliteException error) when (error.IsUniqueViolation())
        {
            throw Conflict(stateName, grainId, FindVersion(session, stateName, grainId), expected: null);
        }
    }

    private bool RequireAbsent(SqliteSession session, string stateName, GrainId grainId) =>
        FindVersion(session, stateName, grainId) is { } stored
            ? throw Conflict(stateName, grainId, stored, expected: null)
            : true;

    private long? FindVersion(SqliteSession session, string stateName, GrainId grainId) =>
        session.Query(
            session.Prepare("SELECT version FROM grain_state WHERE grain = ? AND state_name = ? AND storage = ?")
                .Bind(grainId.ToString()).Bind(stateName).Bind(name),
            row => (long?)row.Integer(0)).SingleOrDefault();

    private StoredState ReadRecord(string stateName, GrainId grainId, SqliteStatement row)
    {
        var payload = row.Blob(1).ToArray();
        return row.Blob(2).SequenceEqual(SHA256.HashData(payload))
            ? new StoredState(row.Integer(0), payload)
            : throw new JournalCorruptException(
                $"State {stateName} of {grainId} in {store.Path} does not match its checksum. "
                + "Restore the store from a backup.");
    }

    private static RefusedWriteException Conflict(string stateName, GrainId grainId, long? stored, string? expected) =>
        new(GrainStates.Conflict(stateName, grainId, stored, expected));

    private sealed record StoredState(long Version, byte[] Payload);
}
