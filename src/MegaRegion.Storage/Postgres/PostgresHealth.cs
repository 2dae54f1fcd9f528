using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// Whether the database can be written. A probe asks twice a second, on a connection of its own that gives up after a
/// second (both are the defaults of <see cref="PostgresStoreOptions"/>), so that a database which is down, hangs or was
/// set to read-only is noticed within two seconds also while nothing is written. The writer reports what it meets at once.
/// Thread-safe.
/// </summary>
/// <remarks>
/// While the database is not available appends are refused without being tried; the probe's next success ends that. This
/// is not fencing: nothing is in doubt here, and no process has to end because its database restarts.
/// </remarks>
internal sealed partial class PostgresHealth : IDisposable
{
    private const string Question = "SELECT current_setting('transaction_read_only')";

    private readonly PostgresConnections _connections;
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private volatile string? _problem;

    /// <summary>Starts the probe.</summary>
    public PostgresHealth(
        PostgresConnections connections, PostgresStoreOptions options, TimeProvider time, ILogger<PostgresHealth> logger)
    {
        (_connections, _time, _period, _logger) = (connections, time, options.ProbePeriod, logger);
        Probing = ProbeAsync(_stop.Token);
    }

    /// <summary>Why the database cannot be written; null while it can.</summary>
    public string? Problem => _problem;

    /// <summary>Ends when the probe has stopped.</summary>
    internal Task Probing { get; }

    /// <summary>The failure of an append while the database is not available.</summary>
    public JournalUnavailableException Failure(Exception? cause = null)
    {
        var message = $"The database {_connections.Url} cannot be written: {_problem ?? "it failed a moment ago"}";
        return cause is null ? new JournalUnavailableException(message) : new JournalUnavailableException(message, cause);
    }

    /// <summary>Someone has found that the database cannot be written.</summary>
    public void Lost(Exception error) => Lost(PostgresErrors.Reason(error), error);

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    private void Lost(string problem, Exception? error)
    {
        if (Interlocked.Exchange(ref _problem, problem) is null)
        {
            LogLost(error, _connections.Url, problem);
        }
    }

    private void Found()
    {
        if (Interlocked.Exchange(ref _problem, null) is not null)
        {
            LogFound(_connections.Url);
        }
    }

    private async Task ProbeAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_period, _time);
        NpgsqlConnection? connection = null;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                connection = await ProbeOnceAsync(connection, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The store is being closed.
        }
        finally
        {
            await Close(connection);
        }
    }

    // Returns the connection if it can be used again.
    private async Task<NpgsqlConnection?> ProbeOnceAsync(NpgsqlConnection? connection, CancellationToken stop)
    {
        try
        {
            connection ??= await _connections.OpenProbeAsync(stop);
            await using var command = new NpgsqlCommand(Question, connection);
            if (string.Equals((string?)await command.ExecuteScalarAsync(stop), "off", StringComparison.Ordinal))
            {
                Found();
            }
            else
            {
                Lost("it takes no writes (it is a standby, or default_transaction_read_only is on)", error: null);
            }

            return connection;
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            Lost(error);
            await Close(connection);
            return null;
        }
    }

    private static ValueTask Close(NpgsqlConnection? connection) => connection?.DisposeAsync() ?? default;

    [LoggerMessage(3101, LogLevel.Error, "The database {Url} cannot be written: {Problem}. Appends are refused until it can.")]
    private partial void LogLost(Exception? error, PostgresUrl url, string problem);

    [LoggerMessage(3102, LogLevel.Warning, "The database {Url} can be written again.")]
    private partial void LogFound(PostgresUrl url);
}
