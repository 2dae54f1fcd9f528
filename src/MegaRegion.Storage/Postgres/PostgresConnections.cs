using System.Globalization;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// Opens connections to the database, and keeps those for reads and small writes in a pool of bounded size. Thread-safe.
/// </summary>
internal sealed class PostgresConnections : IDisposable
{
    private const int WriteBufferBytes = 64 << 10;
    private const int ReadBufferBytes = 32 << 10;

    // A start has nobody who waits for an answer: it can be patient with a server or a machine that is busy.
    private static readonly TimeSpan LeastConnectTimeoutOfStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastIdleTransactionLimitOfStart = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource _pool;
    private readonly SemaphoreSlim _free;
    private readonly string _single;
    private readonly string _probe;
    private readonly string _start;

    /// <summary>Prepares the pool; nothing is opened yet.</summary>
    public PostgresConnections(PostgresUrl url, PostgresStoreOptions options)
    {
        Url = url;
        _free = new SemaphoreSlim(options.MaxConnections);
        var settings = new NpgsqlConnectionStringBuilder(url.Connection.ConnectionString)
        {
            ApplicationName = "megaregion",
            SearchPath = url.Schema,
            Timeout = Seconds(options.ConnectTimeout),
            CommandTimeout = Seconds(options.CommandTimeout),
            CancellationTimeout = 1_000,
            Options = SessionLimits(options.IdleTransactionLimit),
            Pooling = false,
            WriteBufferSize = WriteBufferBytes,
            ReadBufferSize = ReadBufferBytes,
        };
        _single = settings.ConnectionString;
        settings.CommandTimeout = settings.Timeout = Seconds(options.ProbeTimeout);
        settings.CancellationTimeout = -1;
        _probe = settings.ConnectionString;
        settings = new NpgsqlConnectionStringBuilder(_single)
        {
            Timeout = Seconds(Longer(options.ConnectTimeout, LeastConnectTimeoutOfStart)),
            CommandTimeout = Seconds(options.MigrationTimeout),
            Options = SessionLimits(Longer(options.IdleTransactionLimit, LeastIdleTransactionLimitOfStart)),
        };
        _start = settings.ConnectionString;
        settings = new NpgsqlConnectionStringBuilder(_single)
        {
            Pooling = true,
            MaxPoolSize = options.MaxConnections,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
        };
        _pool = NpgsqlDataSource.Create(settings.ConnectionString);
    }

    /// <summary>The database, for messages.</summary>
    public PostgresUrl Url { get; }

    /// <summary>Opens a connection that its caller keeps; it gives up after the limits of a statement.</summary>
    public NpgsqlConnection OpenSingle() => Open(_single);

    /// <summary>Opens a connection with the limits of a start: see <see cref="PostgresStoreOptions.MigrationTimeout"/>.</summary>
    public NpgsqlConnection OpenForStart() => Open(_start);

    /// <summary>Opens a connection that gives up after <see cref="PostgresStoreOptions.ProbeTimeout"/>.</summary>
    public async Task<NpgsqlConnection> OpenProbeAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_probe);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Does work on a pooled connection. Work that met a connection which had died is done once more on a new one, so it
    /// must be work that may be repeated: a read, or a write that checks a version.
    /// </summary>
    /// <exception cref="Grains.Storage.JournalUnavailableException">The database cannot be used.</exception>
    /// <exception cref="Grains.Storage.JournalCorruptException">The database is damaged.</exception>
    public async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await RunTwiceAsync(work, cancellationToken);
        }
        catch (Exception error) when (error is NpgsqlException || PostgresErrors.IsConnectionFailure(error))
        {
            throw PostgresErrors.ToFailure(error, Url);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pool.Dispose();
        _free.Dispose();
    }

    private async Task<T> RunTwiceAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await RunOnceAsync(work, cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.IsConnectionFailure(error) || PostgresErrors.IsLostRace(error))
        {
            // The others in the pool have most likely died with it.
            _pool.Clear();
            return await RunOnceAsync(work, cancellationToken);
        }
    }

    private async Task<T> RunOnceAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _pool.OpenConnectionAsync(cancellationToken);
        return await work(connection, cancellationToken);
    }

    private static NpgsqlConnection Open(string settings)
    {
        var connection = new NpgsqlConnection(settings);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string SessionLimits(TimeSpan idleInTransaction) => string.Create(
        CultureInfo.InvariantCulture,
        $"-c idle_in_transaction_session_timeout={(long)idleInTransaction.TotalMilliseconds} -c client_connection_check_interval=1000");

    private static int Seconds(TimeSpan limit) => (int)Math.Ceiling(limit.TotalSeconds);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
