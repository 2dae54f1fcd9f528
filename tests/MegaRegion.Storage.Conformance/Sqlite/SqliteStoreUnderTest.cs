using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace MegaRegion.Storage.Conformance.Sqlite;

internal sealed class SqliteStoreUnderTest : IStoreUnderTest
{
    private readonly TemporarySqliteStore _store = new(services => services
        .AddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>()
        .AddMegaRegionSqliteGrainStorage()
        .AddMegaRegionSqliteGrainStorage("other")
        .AddMegaRegionSqliteReminders());

    public IServiceProvider Services => _store.Services;

    // The file's lock keeps every other process away: two owners can only be in this one.
    public IServiceProvider SecondOwner => Services;

    public ValueTask RestartAsync() => _store.CloseAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
