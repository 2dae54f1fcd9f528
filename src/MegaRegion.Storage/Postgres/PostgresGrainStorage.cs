using System.Security.Cryptography;
using MegaRegion.Grains.Storage;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Storage.Postgres;

/// <summary>Grain state in PostgreSQL, under one storage name. Each write is one statement, which checks the version.</summary>
internal sealed class PostgresGrainStorage(PostgresStore store, string name, IGrainStorageSerializer serializer) : IGrainStorage
{
    private const string Key = "grain = $1 AND state_name = $2 AND storage = $3";

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var rows = await store.Connections.QueryAsync(
            $"SELECT version, payload, digest FROM grain_state WHERE {Key}",
            row => (Version: row.GetInt64(0), Payload: row.GetFieldValue<byte[]>(1), Digest: row.GetFieldValue<byte[]>(2)),
            CancellationToken.None,
            grainId.ToString(), stateName, name);
        if (rows is not [var record])
        {
            GrainStates.Empty(grainState);
            return;
        }

        if (!SHA256.HashData(record.Payload).AsSpan().SequenceEqual(record.Digest))
        {
            throw new JournalCorruptException(
                $"State {stateName} of {grainId} in {store.Url} does not match its checksum. Restore the store from a backup.");
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
        var version = await store.Connections.RunAsync(
            (connection, token) => expected is null
                ? InsertAsync(connection, stateName, grainId, digest, payload, token)
                : UpdateAsync(connection, stateName, grainId, expected, digest, payload, token),
            CancellationToken.None);
        grainState.ETag = GrainStates.Tag(version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = grainState.ETag;
        await store.Connections.RunAsync(
            async (connection, token) =>
            {
                var removed = expected is not null && GrainStates.Version(expected) is { } version
                    ? await connection.ExecuteAsync(
                        $"DELETE FROM grain_state WHERE {Key} AND version = $4",
                        token,
                        grainId.ToString(), stateName, name, version)
                    : 0;
                var stored = removed > 0 ? null : await FindVersionAsync(connection, stateName, grainId, token);
                return removed > 0 || (expected is null && stored is null)
                    ? true
                    : throw GrainStates.Conflict(stateName, grainId, stored, expected);
            },
            CancellationToken.None);
        GrainStates.Empty(grainState);
    }

    private async Task<long> InsertAsync(
        NpgsqlConnection connection, string stateName, GrainId grainId, byte[] digest, byte[] payload, CancellationToken token)
    {
        await using var command = connection.Command(
            """
            INSERT INTO grain_state (grain, state_name, storage, version, digest, payload)
            VALUES ($1, $2, $3, nextval('record_versions'), $4, $5)
            ON CONFLICT (grain, state_name, storage) DO NOTHING
            RETURNING version
            """,
            grainId.ToString(), stateName, name, digest, payload);
        return await command.ExecuteScalarAsync(token) as long?
            ?? throw GrainStates.Conflict(
                stateName, grainId, await FindVersionAsync(connection, stateName, grainId, token), expected: null);
    }

    private async Task<long> UpdateAsync(
        NpgsqlConnection connection, string stateName, GrainId grainId, string expected, byte[] digest, byte[] payload, CancellationToken token)
    {
        await using var command = connection.Command(
            $"""
            UPDATE grain_state SET version = nextval('record_versions'), digest = $5, payload = $6
            WHERE {Key} AND version = $4
            RETURNING version
            """,
            grainId.ToString(), stateName, name, GrainStates.Version(expected) ?? -1, digest, payload);
        return await command.ExecuteScalarAsync(token) as long?
            ?? throw GrainStates.Conflict(
                stateName, grainId, await FindVersionAsync(connection, stateName, grainId, token), expected);
    }

    private async Task<long?> FindVersionAsync(
        NpgsqlConnection connection, string stateName, GrainId grainId, CancellationToken token)
    {
        await using var command = connection.Command(
            $"SELECT version FROM grain_state WHERE {Key}", grainId.ToString(), stateName, name);
        return await command.ExecuteScalarAsync(token) as long?;
    }
}
