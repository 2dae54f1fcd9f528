using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Providers;
using Orleans.Storage;

namespace MegaRegion.Storage.Postgres;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgresStoreServices
{
    /// <summary>
    /// Adds the journal, the snapshots and the catalogue in one PostgreSQL schema, and <see cref="IStoreHealth"/>. The
    /// database is opened and migrated when the host starts, before the services that are registered later.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets at least <see cref="PostgresStoreOptions.Url"/>.</param>
    public static IServiceCollection AddMegaRegionPostgresStore(
        this IServiceCollection services, Action<PostgresStoreOptions> configure) =>
        services.AddStore<PostgresStore, PostgresStoreOptions, PostgresJournal, PostgresJournalPast, PostgresSnapshotStore, PostgresCatalogStore>(configure);

    /// <summary>
    /// Adds grain storage in the schema of <see cref="AddMegaRegionPostgresStore"/>, which must be registered before.
    /// State is written with the <see cref="IGrainStorageSerializer"/> of the same name, or with the default one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The storage's name in <c>[PersistentState]</c>; <c>Default</c> serves states that name none.</param>
    public static IServiceCollection AddMegaRegionPostgresGrainStorage(
        this IServiceCollection services, string name = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME) =>
        services.AddGrainStorage<PostgresStore>(name, (store, serializer) => new PostgresGrainStorage(store, name, serializer));

    /// <summary>
    /// Adds the reminder table in the schema of <see cref="AddMegaRegionPostgresStore"/>, which must be registered before.
    /// The silo's <c>AddReminders</c> is called by the host.
    /// </summary>
    public static IServiceCollection AddMegaRegionPostgresReminders(this IServiceCollection services)
    {
        services.TryAddSingleton<IReminderTable, PostgresReminderTable>();
        return services;
    }
}
