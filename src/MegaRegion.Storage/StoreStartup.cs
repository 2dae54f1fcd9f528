using Microsoft.Extensions.Hosting;

namespace MegaRegion.Storage;

/// <summary>Opens the store at start, so that a store that cannot be used ends the start with its message.</summary>
internal sealed class StoreStartup<TStore>(TStore store) : IHostedService
    where TStore : class
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
