using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Reminders in SQLite.</summary>
internal sealed class SqliteReminderTable(SqliteStore store) : IReminderTable
{
    private const string Columns = "version, grain, name, start_ticks, period_ticks";

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        await ReadAsync(session => session
            .Prepare($"SELECT {Columns} FROM reminders WHERE grain = ?").Bind(grainId.ToString()));

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        await ReadAsync(session => session
            .Prepare(
                begin < end
                    ? $"SELECT {Columns} FROM reminders WHERE grain_hash > ? AND grain_hash <= ?"
                    : $"SELECT {Columns} FROM reminders WHERE grain_hash > ? OR grain_hash <= ?")
            .Bind(begin).Bind(end));

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await ReadAsync(session => session
            .Prepare($"SELECT {Columns} FROM reminders WHERE grain = ? AND name = ?")
            .Bind(grainId.ToString()).Bind(reminderName));
        return rows.Reminders.SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var grain = entry.GrainId.ToString();
        var hash = entry.GrainId.GetUniformHashCode();
        var (name, start, period) = (entry.ReminderName, entry.StartAt.ToUniversalTime().Ticks, entry.Period.Ticks);
        var version = await store.Writer.WriteAsync(
            session =>
            {
                session.Prepare(
                        """
                        INSERT OR REPLACE INTO reminders (grain, name, grain_hash, start_ticks, period_ticks)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                    .Bind(grain).Bind(name).Bind(hash).Bind(start).Bind(period).Run();
                return session.LastInsertedRow;
            },
            bytes: 0,
            CancellationToken.None);
        return GrainStates.Tag(version);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        GrainStates.Version(eTag) is { } version
        && await store.Writer.WriteAsync(
            session => session.Prepare("DELETE FROM reminders WHERE version = ? AND grain = ? AND name = ?")
                .Bind(version).Bind(grainId.ToString()).Bind(reminderName).Run() == 1,
            bytes: 0,
            CancellationToken.None);

    /// <inheritdoc/>
    public Task TestOnlyClearTable() =>
        store.Writer.WriteAsync(session => session.Run("DELETE FROM reminders"), bytes: 0, CancellationToken.None);

    private async Task<ReminderTableData> ReadAsync(Func<SqliteSession, SqliteStatement> prepare) =>
        new(await store.Readers.ReadAsync(session => session.Query(prepare(session), ReadEntry), CancellationToken.None));

    private static ReminderEntry ReadEntry(SqliteStatement row) =>
        new()
        {
            GrainId = GrainId.Parse(row.Text(1), CultureInfo.InvariantCulture),
            ReminderName = row.Text(2),
            StartAt = new DateTime(row.Integer(3), DateTimeKind.Utc),
            Period = TimeSpan.FromTicks(row.Integer(4)),
            ETag = GrainStates.Tag(row.Integer(0)),
        };
}
