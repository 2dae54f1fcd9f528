using System.Collections.Concurrent;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// Connections for reading. All are opened at the start: what a server takes of files and memory then does not depend on
/// how many reads happen to meet one day. In WAL mode a reader neither waits for the writer nor holds it up. Each use is
/// short: long reads go page by page, so that no reader keeps the log from being reused. Thread-safe.
/// </summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>Opens the connections to a database that exists.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">One cannot be opened.</exception>
    public ReaderPool(SqliteStoreOptions options)
    {
        (_options, _free) = (options, new SemaphoreSlim(options.MaxReaders));
        try
        {
            for (var reader = 0; reader < options.MaxReaders; reader++)
            {
                _idle.Add(SqliteSession.OpenReader(options));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads in one transaction, that is from one state of the database.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            var session = _idle.TryTake(out var idle) ? idle : SqliteSession.OpenReader(_options);
            var result = ReadInTransaction(session, read);
            _idle.Add(session);
            return result;
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            throw error.ToReadFailure(_options.Path);
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
