using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Queries;
using MegaRegion.Grains.Retention;
using MegaRegion.Grains.RollUp;
using MegaRegion.Grains.Telemetry;
using MegaRegion.Grains.Verification;
using MegaRegion.Grains.Watch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MegaRegion.Grains.Hosting;

/// <summary>Registers what the grains need and what they offer to services.</summary>
public static class GrainsServices
{
    /// <summary>
    /// Adds the catalogue, queries, watch and verification. The host adds a store (<c>IJournal</c>, <c>IJournalPast</c>, <c>ISnapshotStore</c>,
    /// <c>ICatalogStore</c>) before this and an Orleans engine.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the defaults; null for none.</param>
    public static IServiceCollection AddMegaRegionGrains(
        this IServiceCollection services, Action<GrainsOptions>? configure = null)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions<GrainsOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GrainsInstruments>();
        services.TryAddSingleton<IPlaceCatalog, PlaceCatalog>();
        services.TryAddSingleton<ActiveHubs>();
        services.TryAddSingleton<RollUpServices>();
        services.TryAddSingleton<IFlowQueries, FlowQueries>();
        services.TryAddSingleton<LevelFeeds>();
        services.TryAddSingleton<IFlowWatch, FlowWatch>();
        services.TryAddSingleton<ILedgerVerifier, LedgerVerifier>();
        services.TryAddSingleton<IJournalCompactor, JournalCompactor>();
        services.AddHostedService<HorizonCheck>();
        services.AddHostedService<CatalogRefresher>();
        services.AddHostedService<RollUpPatrol>();
        return services;
    }
}
