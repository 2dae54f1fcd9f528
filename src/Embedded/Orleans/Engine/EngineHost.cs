using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime;

/// <summary>
/// Starts and stops the engine with the host: reminders, then start-up tasks in order of stage; on the way down
/// reminders first, then every grain, so that each has been deactivated when the host ends.
/// </summary>
internal sealed class EngineHost(Engine engine, IServiceProvider services, IEnumerable<StartupTask> startupTasks) : IHostedService
{
    private readonly ReminderService? _reminders = services.GetService<ReminderService>();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_reminders is not null)
            await _reminders.StartAsync(cancellationToken);
        foreach (var task in startupTasks.OrderBy(task => task.Stage))
            await task.Run(services, cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_reminders is not null)
            await _reminders.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }
}
