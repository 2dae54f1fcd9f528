using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteStoreServices
{
    /// <summary>
    /// Adds the journal, the snapshots and the catalogue in one SQLite file. The file is opened when the host starts,
    /// before the services that are registered later, and closed when the container is disposed.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets at least <see cref="SqliteStoreOptions.Path"/>.</param>
    public static IServiceCollection AddMegaRegionSqliteStore(
        this IServiceCollection services, Action<SqliteStoreOptions> configure)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions<SqliteStoreOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StorageInstruments>();
        services.TryAddSingleton<SqliteStore>();
        services.TryAddSingleton<IStoreHealth>(provider => provider.GetRequiredService<SqliteStore>());
        services.TryAddSingleton<IJournal, SqliteJournal>();
        services.TryAddSingleton<ISnapshotStore, SqliteSnapshotStore>();
        services.TryAddSingleton<ICatalogStore, SqliteCatalogStore>();
        services.AddHostedService<SqliteStoreStartup>();
        return services;
    }
}
