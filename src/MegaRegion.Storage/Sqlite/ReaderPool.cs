using System.Collections.Concurrent;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// Connections for reading, opened on demand and kept. In WAL mode a reader neither waits for the writer nor holds it
/// up. Each use is short: long reads go page by page, so that no reader keeps the log from being reused. Thread-safe.
/// </summary>
internal sealed class ReaderPool(SqliteStoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.MaxReaders);
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>Reads in one transaction, that is from one state of the database.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            var session = _idle.TryTake(out var idle) ? idle : SqliteSession.OpenReader(options);
            var result = ReadInTransaction(session, read);
            _idle.Add(session);
            return result;
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            throw error.ToReadFailure(options.Path);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _free.Dispose();
    }

    // A session whose read failed is closed, whatever state it is in.
    private static T ReadInTransaction<T>(SqliteSession session, Func<SqliteSession, T> read)
    {
        try
        {
            session.Run("BEGIN");
            var result = read(session);
            session.Run("COMMIT");
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
