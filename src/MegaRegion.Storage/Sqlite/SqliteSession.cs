using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MegaRegion.Storage.Sqlite;

/// <summary>A connection with its prepared statements. Not thread-safe.</summary>
internal sealed partial class SqliteSession : IDisposable
{
    private const int BusyTimeoutMilliseconds = 5_000;
    private const long CheckpointerCacheBytes = 1 << 16;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>SQLite's own handle.</summary>
    public sqlite3 Handle => _connection.Handle!;

    /// <summary>The row id that the last insert gave.</summary>
    public long LastInsertedRow => raw.sqlite3_last_insert_rowid(Handle);

    /// <summary>Opens the database for reading and writing, making the file if it does not exist.</summary>
    public static SqliteSession OpenWriter(SqliteStoreOptions options) =>
        Open(options, SqliteOpenMode.ReadWriteCreate, options.WriterCacheBytes);

    /// <summary>Opens the database for reading.</summary>
    public static SqliteSession OpenReader(SqliteStoreOptions options)
    {
        var session = Open(options, SqliteOpenMode.ReadWrite, options.ReaderCacheBytes);
        session.Execute("PRAGMA query_only = ON");
        return session;
    }

    /// <summary>Opens the database for checkpoints, which use no page cache.</summary>
    public static SqliteSession OpenCheckpointer(SqliteStoreOptions options)
    {
        var session = Open(options, SqliteOpenMode.ReadWrite, CheckpointerCacheBytes);
        session.UseWriteAheadLog(2 * options.CheckpointBytes);
        return session;
    }

    /// <summary>Refuses writes that would make the file larger than a quota; 0 for none.</summary>
    public void LimitSize(long maxBytes)
    {
        if (maxBytes > 0)
        {
            var pages = Math.Max(1, maxBytes / QueryInteger("PRAGMA page_size")!.Value);
            Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }
    }

    /// <summary>Makes each commit one write and one fsync of the log, and readers independent of the writer.</summary>
    /// <param name="usualLogBytes">What is beyond when the log is begun anew is cut off.</param>
    public void UseWriteAheadLog(long usualLogBytes)
    {
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");

        // The writer checkpoints by itself: SQLite's own checkpoints ignore a failed fsync.
        Execute("PRAGMA wal_autocheckpoint = 0");
        Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA journal_size_limit = {usualLogBytes}"));
    }

    /// <summary>A statement that is compiled at its first use; ready to bind.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(Handle, sql);
            _statements.Add(sql, statement);
        }

        return statement.Begin();
    }

    /// <summary>Runs one statement that needs no parameters.</summary>
    public int Run(string sql) => Prepare(sql).Run();

    /// <summary>Runs any number of statements once.</summary>
    public void Execute(string sql)
    {
        var result = raw.sqlite3_exec(Handle, sql);
        SqliteException.ThrowExceptionForRC(result, Handle);
    }

    /// <summary>The integer in the first column of the first row, or null without a row.</summary>
    public long? QueryInteger(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            return statement.Step() ? statement.Integer(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Runs a query and reads each row.</summary>
    public List<T> Query<T>(SqliteStatement statement, Func<SqliteStatement, T> read)
    {
        try
        {
            var rows = new List<T>();
            while (statement.Step())
            {
                rows.Add(read(statement));
            }

            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static SqliteSession Open(SqliteStoreOptions options, SqliteOpenMode mode, long cacheBytes)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            Mode = mode,
            Pooling = false,
        }.ToString());
        connection.Open();
        var session = new SqliteSession(connection);
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}"));
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{cacheBytes >> 10}"));
        return session;
    }
}
