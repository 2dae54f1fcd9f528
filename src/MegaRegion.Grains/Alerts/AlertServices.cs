using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MegaRegion.Grains.Alerts;

/// <summary>Registers what alerts need.</summary>
public static class AlertServices
{
    /// <summary>
    /// Adds the services of alerts. The host adds the grains (<c>AddMegaRegionGrains</c>) and an Orleans engine with grain
    /// storage and reminders.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the defaults; null for none.</param>
    public static IServiceCollection AddMegaRegionAlerts(
        this IServiceCollection services, Action<AlertOptions>? configure = null)
    {
        services.AddOptions<AlertOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IndicatorReader>();
        services.TryAddSingleton<AlertInstruments>();
        services.AddHostedService<AlertWaker>();
        return services;
    }
}
