using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Server.Hosting;

/// <summary>
/// Adds the places of the shipped data set that the catalogue does not have yet. Places that are there stay as they
/// are: operators may have edited them.
/// </summary>
internal sealed partial class CatalogueFiller(
    ServerOptions options, ShippedData data, ICatalogStore catalogue, ILogger<CatalogueFiller> logger) : IHostedService
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.FillCatalogue)
        {
            return;
        }

        var added = await catalogue.AddAsync(data.Set.Places, cancellationToken);
        Log.Filled(_logger, added, data.Set.Directory);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Added {Count} places of {Directory} to the catalogue.")]
        public static partial void Filled(ILogger logger, int count, string directory);
    }
}
