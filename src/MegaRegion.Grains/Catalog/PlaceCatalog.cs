using MegaRegion.Contracts.Catalog;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Orleans;

namespace MegaRegion.Grains.Catalog;

/// <inheritdoc cref="IPlaceCatalog"/>
internal sealed class PlaceCatalog(ICatalogStore store, IGrainFactory grains) : IPlaceCatalog, IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private volatile PlaceDirectory _current = new([], 0);

    /// <inheritdoc/>
    public PlaceDirectory Current => _current;

    /// <inheritdoc/>
    public async ValueTask<PlaceDirectory> RefreshAsync(CancellationToken cancellationToken)
    {
        if (await store.GetVersionAsync(cancellationToken) <= _current.Version)
        {
            return _current;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            // Another caller may have loaded the new version while this one waited.
            if (await store.GetVersionAsync(cancellationToken) > _current.Version)
            {
                _current = await store.LoadAsync(cancellationToken);
            }
        }
        finally
        {
            _loading.Release();
        }

        return _current;
    }

    /// <inheritdoc/>
    public async ValueTask<CatalogEntry?> FindAsync(string id, CancellationToken cancellationToken) =>
        _current.Find(id) ?? (await RefreshAsync(cancellationToken)).Find(id);

    /// <inheritdoc/>
    public async Task<CatalogResult> RegisterAsync(Place place, CancellationToken cancellationToken) =>
        await ResultOfAsync(await Writer.RegisterAsync(PlaceMessage.From(place)), place, cancellationToken);

    /// <inheritdoc/>
    public async Task<CatalogResult> UpdateAsync(Place place, long expectedVersion, CancellationToken cancellationToken) =>
        await ResultOfAsync(await Writer.UpdateAsync(PlaceMessage.From(place), expectedVersion), place, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private ICatalogGrain Writer => grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    private async Task<CatalogResult> ResultOfAsync(CatalogReply reply, Place place, CancellationToken cancellationToken)
    {
        if (reply.Refusal != (int)CatalogRefusal.None)
        {
            return CatalogResult.Refused((CatalogRefusal)reply.Refusal, reply.Field, reply.Message);
        }

        var directory = await RefreshAsync(cancellationToken);
        return CatalogResult.Accepted(directory.Find(place.Id)
            ?? throw new InvalidOperationException($"{place.Id} was written and is not in version {directory.Version} of the catalogue."));
    }
}
