using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MegaRegion.Grains.Planning;

/// <summary>Registers what planning needs.</summary>
public static class PlanningServices
{
    /// <summary>
    /// Adds the planner's services. The host adds an <see cref="IScenarioWorldSource"/>, the store, and an Orleans engine with
    /// grain storage and reminders.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the defaults; null for none.</param>
    public static IServiceCollection AddMegaRegionPlanning(
        this IServiceCollection services, Action<PlanningOptions>? configure = null)
    {
        services.AddOptions<PlanningOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ScenarioModels>();
        services.TryAddSingleton<LiveBaseline>();
        services.TryAddSingleton<RunSolver>();
        services.TryAddSingleton<RunExecutor>();
        services.AddHostedService(provider => provider.GetRequiredService<RunExecutor>());
        services.AddHostedService<RunWaker>();
        return services;
    }
}
