using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Grains.RollUp;

/// <summary>
/// The hubs that have reported, as this process knows them: the journal is asked for what is new since the last question
/// only. Thread-safe.
/// </summary>
internal sealed class ActiveHubs(IJournal journal) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private readonly HashSet<PlaceId> _hubs = [];
    private long _readTo;

    /// <summary>Every hub that has a report in the journal now.</summary>
    public async ValueTask<IReadOnlyList<PlaceId>> ListAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            foreach (var head in await journal.ListHubsAsync(_readTo, cancellationToken))
            {
                _hubs.Add(head.Hub);
                _readTo = Math.Max(_readTo, head.LastOffset);
            }

            return [.. _hubs];
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The children of a place that are, or have below them, a hub that has reported.</summary>
    public async ValueTask<IReadOnlyList<CatalogEntry>> ListChildrenAsync(
        PlaceId place, PlaceDirectory directory, CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken))
            .Select(hub => directory.ChildTowards(place, hub))
            .OfType<CatalogEntry>()
            .DistinctBy(child => child.Number)];

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();
}
