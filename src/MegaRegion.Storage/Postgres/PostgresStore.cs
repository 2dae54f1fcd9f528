using MegaRegion.Storage.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// The open database: its writer, its connections and its health. Disposing it commits what is waiting; nothing may use it
/// afterwards. Any number of processes may have the same database open.
/// </summary>
internal sealed class PostgresStore : IStoreHealth, IDisposable
{
    /// <summary>Connects, and makes or migrates the schema as needed.</summary>
    /// <exception cref="StoreStartupException">The database cannot be used as it is.</exception>
    public PostgresStore(
        IOptions<PostgresStoreOptions> options, StorageInstruments instruments, TimeProvider time, ILoggerFactory loggers)
    {
        Url = PostgresUrl.Parse(options.Value.Url);
        Connections = new PostgresConnections(Url, options.Value);
        try
        {
            new PostgresMigrator(Connections, options.Value, time, loggers.CreateLogger<PostgresMigrator>()).Migrate();
        }
        catch
        {
            Connections.Dispose();
            throw;
        }

        Health = new PostgresHealth(Connections, options.Value, time, loggers.CreateLogger<PostgresHealth>());
        Writer = new PostgresWriter(
            Connections, Health, options.Value, instruments, time, loggers.CreateLogger<PostgresWriter>());
    }

    /// <summary>The database, for messages.</summary>
    public PostgresUrl Url { get; }

    /// <summary>Serve everything but appends.</summary>
    public PostgresConnections Connections { get; }

    /// <summary>Takes all appends.</summary>
    public PostgresWriter Writer { get; }

    /// <summary>Whether the database can be written.</summary>
    public PostgresHealth Health { get; }

    /// <inheritdoc/>
    public CancellationToken Fenced => Writer.Fenced;

    /// <inheritdoc/>
    public string? Problem => Writer.FenceReason ?? Health.Problem;

    /// <inheritdoc/>
    public void Dispose()
    {
        Health.Dispose();
        Writer.Dispose();
        Connections.Dispose();
    }
}
