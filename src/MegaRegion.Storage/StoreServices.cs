using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using Orleans.Storage;

namespace MegaRegion.Storage;

/// <summary>How any store is registered.</summary>
internal static class StoreServices
{
    /// <summary>Adds a store with its faces, its health, its options and its opening at start.</summary>
    public static IServiceCollection AddStore<TStore, TOptions, TJournal, TPast, TSnapshots, TCatalog>(
        this IServiceCollection services, Action<TOptions> configure)
        where TStore : class, IStoreHealth
        where TOptions : class
        where TJournal : class, IJournal
        where TPast : class, IJournalPast
        where TSnapshots : class, ISnapshotStore
        where TCatalog : class, ICatalogStore
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions<TOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StorageInstruments>();
        services.TryAddSingleton<TStore>();
        services.TryAddSingleton<IStoreHealth>(provider => provider.GetRequiredService<TStore>());
        services.TryAddSingleton<IJournal, TJournal>();
        services.TryAddSingleton<IJournalPast, TPast>();
        services.TryAddSingleton<ISnapshotStore, TSnapshots>();
        services.TryAddSingleton<ICatalogStore, TCatalog>();
        services.AddHostedService<StoreStartup<TStore>>();
        return services;
    }

    /// <summary>Adds grain storage under a name, with the serializer of that name or the default one.</summary>
    public static IServiceCollection AddGrainStorage<TStore>(
        this IServiceCollection services, string name, Func<TStore, IGrainStorageSerializer, IGrainStorage> create)
        where TStore : class
    {
        services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => create(
            provider.GetRequiredService<TStore>(),
            provider.GetKeyedService<IGrainStorageSerializer>(name) ?? provider.GetRequiredService<IGrainStorageSerializer>()));
        if (string.Equals(name, ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, StringComparison.Ordinal))
        {
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(name));
        }

        return services;
    }
}
