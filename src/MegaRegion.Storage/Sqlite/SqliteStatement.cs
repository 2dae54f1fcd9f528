using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// A prepared statement that is bound, stepped and reset again and again. Used instead of <see cref="SqliteCommand"/>,
/// which looks parameters up by name and makes a reader at each execution. Not thread-safe: it belongs to a
/// <see cref="SqliteSession"/>.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    /// <summary>Compiles a statement.</summary>
    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    /// <summary>Starts binding at the first parameter, also after a use that was broken off.</summary>
    public SqliteStatement Begin()
    {
        _bound = 0;
        return this;
    }

    /// <summary>Binds the next parameter.</summary>
    public SqliteStatement Bind(long value) =>
        Checked(raw.sqlite3_bind_int64(_statement, ++_bound, value));

    /// <summary>Binds the next parameter; null is NULL.</summary>
    public SqliteStatement Bind(string? value) =>
        Checked(value is null
            ? raw.sqlite3_bind_null(_statement, ++_bound)
            : raw.sqlite3_bind_text(_statement, ++_bound, value));

    /// <summary>Binds the next parameter; null is NULL.</summary>
    public SqliteStatement Bind(double? value) =>
        Checked(value is { } number
            ? raw.sqlite3_bind_double(_statement, ++_bound, number)
            : raw.sqlite3_bind_null(_statement, ++_bound));

    /// <summary>Binds the next parameter; the bytes are copied.</summary>
    public SqliteStatement Bind(ReadOnlySpan<byte> value) =>
        Checked(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0)
            : raw.sqlite3_bind_blob(_statement, ++_bound, value));

    /// <summary>Runs a statement that answers no row, and makes it ready for the next use.</summary>
    /// <returns>The number of rows it changed.</returns>
    public int Run()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row; false after the last one. Call <see cref="Reset"/> when done.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW)
        {
            return true;
        }

        if (result is not raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }

        return false;
    }

    /// <summary>Makes the statement ready for the next use. Errors were reported by the step that had them.</summary>
    public void Reset()
    {
        _bound = 0;
        raw.sqlite3_reset(_statement);
        raw.sqlite3_clear_bindings(_statement);
    }

    /// <summary>Whether a column of the current row is NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>An integer of the current row.</summary>
    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A real number of the current row.</summary>
    public double Real(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>A text of the current row.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Bytes of the current row; valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private SqliteStatement Checked(int result)
    {
        SqliteException.ThrowExceptionForRC(result, _database);
        return this;
    }
}
