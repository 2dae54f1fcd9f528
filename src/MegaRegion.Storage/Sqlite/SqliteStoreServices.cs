using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Providers;
using Orleans.Storage;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteStoreServices
{
    /// <summary>
    /// Adds the journal, the snapshots and the catalogue in one SQLite file, and <see cref="IStoreHealth"/>. The file is opened when the host starts,
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

    /// <summary>
    /// Adds grain storage in the file of <see cref="AddMegaRegionSqliteStore"/>, which must be registered before. State is
    /// written with the <see cref="IGrainStorageSerializer"/> of the same name, or with the default one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The storage's name in <c>[PersistentState]</c>; <c>Default</c> serves states that name none.</param>
    public static IServiceCollection AddMegaRegionSqliteGrainStorage(
        this IServiceCollection services, string name = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
    {
        services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => new SqliteGrainStorage(
            provider.GetRequiredService<SqliteStore>(),
            name,
            provider.GetKeyedService<IGrainStorageSerializer>(name) ?? provider.GetRequiredService<IGrainStorageSerializer>()));
        if (string.Equals(name, ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, StringComparison.Ordinal))
        {
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(name));
        }

        return services;
    }

    /// <summary>
    /// Adds the reminder table in the file of <see cref="AddMegaRegionSqliteStore"/>, which must be registered before.
    /// The silo's <c>AddReminders</c> is called by the host.
    /// </summary>
    public static IServiceCollection AddMegaRegionSqliteReminders(this IServiceCollection services)
    {
        services.TryAddSingleton<IReminderTable, SqliteReminderTable>();
        return services;
    }
}
