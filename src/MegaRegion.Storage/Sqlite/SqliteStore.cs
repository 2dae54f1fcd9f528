using MegaRegion.Storage.Migrations;
using MegaRegion.Storage.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// The open database: its lock, the writer thread and the readers. Disposing it commits what is waiting and closes the
/// file; nothing may use it afterwards.
/// </summary>
internal sealed class SqliteStore : IStoreHealth, IDisposable
{
    private readonly StoreLock _lock;

    /// <summary>Opens the database, making or migrating it as needed.</summary>
    /// <exception cref="StoreStartupException">It cannot be opened as it is.</exception>
    public SqliteStore(
        IOptions<SqliteStoreOptions> options,
        StorageInstruments instruments,
        TimeProvider time,
        ILogger<SqliteWriter> logger)
    {
        Path = System.IO.Path.GetFullPath(options.Value.Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        _lock = StoreLock.Take(Path);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.OpenWriter(options.Value);
            Prepare(session, options.Value, time);
            Readers = new ReaderPool(options.Value);
            Writer = new SqliteWriter(session, options.Value, instruments, time, logger);
        }
        catch (SqliteException error)
        {
            Release(session);
            throw new StoreStartupException($"The store {Path} cannot be opened: {error.Message}", error);
        }
        catch
        {
            Release(session);
            throw;
        }
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Takes all writes.</summary>
    public SqliteWriter Writer { get; }

    /// <summary>Serve all reads.</summary>
    public ReaderPool Readers { get; }

    /// <inheritdoc/>
    public CancellationToken Fenced => Writer.Fenced;

    /// <inheritdoc/>
    public string? Problem => Fenced.IsCancellationRequested ? "the store has failed" : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Readers.Dispose();
        Writer.Dispose();
        _lock.Dispose();
    }

    private void Prepare(SqliteSession session, SqliteStoreOptions options, TimeProvider time)
    {
        var migrator = new SchemaMigrator(session, Path, time);
        migrator.CheckOwner();
        session.UseWriteAheadLog(2 * options.CheckpointBytes);
        migrator.Migrate(MigrationFiles.Load("Sqlite"));
        session.LimitSize(options.MaxDatabaseBytes);
    }

    private void Release(SqliteSession? session)
    {
        Readers?.Dispose();
        session?.Dispose();
        _lock.Dispose();
    }
}
