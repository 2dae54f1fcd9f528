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
        this IServiceCollection services, Action<SqliteStoreOptions> configure) =>
        services.AddStore<SqliteStore, SqliteStoreOptions, SqliteJournal, SqliteJournalPast, SqliteSnapshotStore, SqliteCatalogStore>(configure);

    /// <summary>
    /// Adds grain storage in the file of <see cref="AddMegaRegionSqliteStore"/>, which must be registered before. State is
    /// written with the <see cref="IGrainStorageSerializer"/> of the same name, or with the default one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The storage's name in <c>[PersistentState]</c>; <c>Default</c> serves states that name none.</param>
    public static IServiceCollection AddMegaRegionSqliteGrainStorage(
        this IServiceCollection services, string name = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME) =>
        services.AddGrainStorage<SqliteStore>(name, (store, serializer) => new SqliteGrainStorage(store, name, serializer));

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
