using MegaRegion.Grains.Retention;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Server.Hosting;

/// <summary>
/// Removes what the journal's horizon allows, again and again, so that the store of a server with a horizon stays bounded
/// without an operator. A round that fails has removed nothing it must not, and the next one goes on.
/// </summary>
internal sealed partial class AutomaticCompaction(
    ServerOptions options, IJournalCompactor compactor, TimeProvider time, ILogger<AutomaticCompaction> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (compactor.Horizon is null)
        {
            return;
        }

        using var rounds = new PeriodicTimer(options.Retention.CompactEvery, time);
        try
        {
            while (await rounds.WaitForNextTickAsync(stoppingToken))
            {
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await compactor.CompactAsync(progress: null, cancellationToken);
            Log.Removed(_logger, result.Removed, result.FirstPosition, result.Duration);
        }
        catch (JournalConflictException error)
        {
            Log.Elsewhere(_logger, error.Message);
        }
        catch (Exception error) when (error is JournalUnavailableException or JournalFullException)
        {
            Log.Postponed(_logger, error);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(_logger, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Removed {Reports} reports from the journal, which begins at {First} now; it took {Time}.")]
        public static partial void Removed(ILogger logger, long reports, long first, TimeSpan time);

        [LoggerMessage(2, LogLevel.Information, "Old reports are left to another removal: {Reason}")]
        public static partial void Elsewhere(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Old reports could not be removed now; the next round does it.")]
        public static partial void Postponed(ILogger logger, Exception exception);

        [LoggerMessage(4, LogLevel.Error, "Old reports could not be removed. Verify the store.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
