using MegaRegion.Contracts.Alerts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace MegaRegion.Grains.Alerts;

/// <summary>Wakes, when a server starts, the grain that evaluates the rules for alerts.</summary>
internal sealed partial class AlertWaker(
    IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<AlertWaker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services start one after the other, and the engine is one of them.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            await grains.GetGrain<IAlertGrain>(IAlertGrain.Key).ResumeAsync();
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(error);
        }
    }

    [LoggerMessage(4404, LogLevel.Warning, "The rules for alerts could not be woken now; their reminder does it within a minute.")]
    private partial void LogFailed(Exception error);
}
