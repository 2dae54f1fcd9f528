using Microsoft.Extensions.Hosting;

namespace MegaRegion.Server.Hosting;

/// <summary>
/// Leaves signals to whoever started the server: the command line has its own meaning for Ctrl-C, and a test host
/// must not be stopped by it.
/// </summary>
internal sealed class CallerOwnedLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
