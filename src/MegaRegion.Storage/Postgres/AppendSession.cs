using Npgsql;
using NpgsqlTypes;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// The connection that appends, with its prepared statements. A group in the usual case costs two exchanges: one that
/// begins the transaction and locks the journal, one that writes everything and commits. Not thread-safe.
/// </summary>
internal sealed partial class AppendSession : IDisposable
{
    private const NpgsqlDbType Bigints = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Integers = NpgsqlDbType.Array | NpgsqlDbType.Integer;
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType ByteStrings = NpgsqlDbType.Array | NpgsqlDbType.Bytea;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _begin;

    private AppendSession(NpgsqlConnection connection)
    {
        _connection = connection;
        _begin = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("BEGIN"),
                new NpgsqlBatchCommand("SELECT head, flows, hubs, producers FROM journal_totals WHERE id = 1 FOR UPDATE"),
            },
        };
        (_write, _inserted, _moved, _totals) = CreateWrite(connection);
    }

    /// <summary>Which server process serves this connection; see <see cref="Backend"/>.</summary>
    public Backend Backend { get; private set; }

    /// <summary>Whether the open transaction's COMMIT may have reached the server.</summary>
    public bool IsCommitSent { get; private set; }

    /// <summary>Opens the connection and prepares its statements.</summary>
    public static AppendSession Open(PostgresConnections connections)
    {
        var session = new AppendSession(connections.OpenSingle());
        try
        {
            session.RequireDurableCommits();
            session._begin.Prepare();
            session._write.Prepare();
            session.Backend = session.ReadBackend();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Begins a transaction and locks the journal against every other append.</summary>
    public JournalCounts Begin()
    {
        IsCommitSent = false;
        using var reader = _begin.ExecuteReader();
        return reader.Read()
            ? new JournalCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt32(3))
            : throw new DamagedLedgerException("The row of journal_totals is missing.");
    }

    /// <summary>Undoes the open transaction.</summary>
    public void RollBack()
    {
        using var command = new NpgsqlCommand("ROLLBACK", _connection);
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// How many rows of a group whose commit was cut off are in the journal. The caller holds the journal's lock, so no
    /// transaction that could still add them is under way.
    /// </summary>
    public long CountKept(GroupRows rows)
    {
        using var command = new NpgsqlCommand(
            """
            SELECT count(*)
            FROM unnest($1, $2) AS mine ("offset", digest)
            JOIN journal j ON j."offset" = mine."offset" AND j.digest = mine.digest
            """,
            _connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = rows.Offsets, NpgsqlDbType = Bigints });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = rows.Digests, NpgsqlDbType = ByteStrings });
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Ends the server process of a lost connection, if it still runs, so that it gives up its locks.</summary>
    public void Terminate(Backend lost)
    {
        using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2",
            _connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lost.ProcessId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = lost.Started });
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _begin.Dispose();
        _write.Dispose();
        _connection.Dispose();
    }

    // A server or role may be set to answer commits before they are durable; a ledger must not take part in that.
    private void RequireDurableCommits()
    {
        using var command = new NpgsqlCommand(
            """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') IN ('off', 'local')
            """,
            _connection);
        command.ExecuteNonQuery();
    }

    private Backend ReadBackend()
    {
        using var command = new NpgsqlCommand(
            "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()", _connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new Backend(reader.GetInt32(0), reader.GetString(1)) : default;
    }
}
