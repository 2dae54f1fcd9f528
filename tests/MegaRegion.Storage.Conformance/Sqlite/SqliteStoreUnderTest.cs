namespace MegaRegion.Storage.Conformance.Sqlite;

internal sealed class SqliteStoreUnderTest : IStoreUnderTest
{
    private readonly TemporarySqliteStore _store = new();

    public IServiceProvider Services => _store.Services;

    public ValueTask RestartAsync() => _store.CloseAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
