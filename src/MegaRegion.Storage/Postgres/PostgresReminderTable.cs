using System.Globalization;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Storage.Postgres;

/// <summary>Reminders in PostgreSQL.</summary>
internal sealed class PostgresReminderTable(PostgresStore store) : IReminderTable
{
    private const string Columns = "version, grain, name, start_ticks, period_ticks";

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        ReadAsync($"SELECT {Columns} FROM reminders WHERE grain = $1", grainId.ToString());

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        ReadAsync(
            begin < end
                ? $"SELECT {Columns} FROM reminders WHERE grain_hash > $1 AND grain_hash <= $2"
                : $"SELECT {Columns} FROM reminders WHERE grain_hash > $1 OR grain_hash <= $2",
            (long)begin, (long)end);

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await ReadAsync(
            $"SELECT {Columns} FROM reminders WHERE grain = $1 AND name = $2", grainId.ToString(), reminderName);
        return rows.Reminders.SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var versions = await store.Connections.QueryAsync(
            """
            INSERT INTO reminders (grain, name, version, grain_hash, start_ticks, period_ticks)
            VALUES ($1, $2, nextval('record_versions'), $3, $4, $5)
            ON CONFLICT (grain, name) DO UPDATE
            SET version = excluded.version, grain_hash = excluded.grain_hash, start_ticks = excluded.start_ticks,
                period_ticks = excluded.period_ticks
            RETURNING version
            """,
            row => row.GetInt64(0),
            CancellationToken.None,
            entry.GrainId.ToString(),
            entry.ReminderName,
            (long)entry.GrainId.GetUniformHashCode(),
            entry.StartAt.ToUniversalTime().Ticks,
            entry.Period.Ticks);
        return GrainStates.Tag(versions.Single());
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        GrainStates.Version(eTag) is { } version
        && await store.Connections.RunAsync(
            (connection, token) => connection.ExecuteAsync(
                "DELETE FROM reminders WHERE version = $1 AND grain = $2 AND name = $3",
                token,
                version, grainId.ToString(), reminderName),
            CancellationToken.None) == 1;

    /// <inheritdoc/>
    public Task TestOnlyClearTable() =>
        store.Connections.RunAsync(
            (connection, token) => connection.ExecuteAsync("DELETE FROM reminders", token), CancellationToken.None);

    private async Task<ReminderTableData> ReadAsync(string sql, params object?[] values) =>
        new(await store.Connections.QueryAsync(sql, ReadEntry, CancellationToken.None, values));

    private static ReminderEntry ReadEntry(NpgsqlDataReader row) =>
        new()
        {
            GrainId = GrainId.Parse(row.GetString(1), CultureInfo.InvariantCulture),
            ReminderName = row.GetString(2),
            StartAt = new DateTime(row.GetInt64(3), DateTimeKind.Utc),
            Period = TimeSpan.FromTicks(row.GetInt64(4)),
            ETag = GrainStates.Tag(row.GetInt64(0)),
        };
}
