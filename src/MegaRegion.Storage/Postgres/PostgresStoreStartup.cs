using Microsoft.Extensions.Hosting;

namespace MegaRegion.Storage.Postgres;

/// <summary>Opens the store at start, so that a database that cannot be used ends the start with its message.</summary>
internal sealed class PostgresStoreStartup(PostgresStore store) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        GC.KeepAlive(store);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
