using MegaRegion.Grains.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.Catalog;

/// <summary>Loads the catalogue before services start, and then asks every second for a new version.</summary>
internal sealed partial class CatalogRefresher(
    IPlaceCatalog catalog, IOptions<GrainsOptions> options, TimeProvider time, ILogger<CatalogRefresher> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await catalog.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CatalogRefreshPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await catalog.RefreshAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The picture that we have stays right for what it holds; unknown ids are looked up again anyway.
                LogFailed(error);
            }
        }
    }

    [LoggerMessage(4001, LogLevel.Warning, "The catalogue could not be asked for a new version.")]
    private partial void LogFailed(Exception error);
}
