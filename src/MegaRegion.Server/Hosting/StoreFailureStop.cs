using MegaRegion.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Server.Hosting;

/// <summary>
/// Ends the process when the store has fenced itself: nothing can be accepted any more, and only a new process can
/// find out what is on the disk.
/// </summary>
internal sealed partial class StoreFailureStop(
    IStoreHealth store, IHostApplicationLifetime lifetime, ILogger<StoreFailureStop> logger) : IHostedService, IDisposable
{
    private readonly ILogger _logger = logger;
    private CancellationTokenRegistration _registration;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = store.Fenced.Register(() =>
        {
            Log.Fenced(_logger);
            lifetime.StopApplication();
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical,
            "The store failed and accepts no more writes. The server stops; start it again to recover from the journal.")]
        public static partial void Fenced(ILogger logger);
    }
}
