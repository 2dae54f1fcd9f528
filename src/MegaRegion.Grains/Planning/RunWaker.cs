using MegaRegion.Contracts.Planning;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace MegaRegion.Grains.Planning;

/// <summary>Wakes, when a server starts, the runs that the last stop or crash has interrupted.</summary>
internal sealed partial class RunWaker(IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<RunWaker> logger) : BackgroundService
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
            await grains.GetGrain<IPlannerGrain>(IPlannerGrain.Key).ResumeAsync();
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(error);
        }
    }

    [LoggerMessage(4304, LogLevel.Warning, "Unfinished runs could not be woken now; the planner's reminder does it within a minute.")]
    private partial void LogFailed(Exception error);
}
