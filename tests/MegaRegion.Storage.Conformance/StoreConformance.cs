using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Conformance;

/// <summary>A fresh store for each test.</summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private IStoreUnderTest? _store;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IStoreUnderTest Store => _store!;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens an empty store.</summary>
    protected abstract ValueTask<IStoreUnderTest> OpenAsync();

    protected T Service<T>()
        where T : notnull => Store.Services.GetRequiredService<T>();
}
