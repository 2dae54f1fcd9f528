using Microsoft.Extensions.Hosting;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Opens the store at start, so that a store that cannot be opened ends the start with its message.</summary>
internal sealed class SqliteStoreStartup(SqliteStore store) : IHostedService
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
