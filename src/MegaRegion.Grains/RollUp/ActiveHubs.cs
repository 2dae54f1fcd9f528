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
    private readonly Dictionary<PlaceId, long> _lastOffsets = [];
    private long _readTo;

    /// <summary>Every hub that has a report in the journal after an offset, with its newest report's offset.</summary>
    /// <param name="afterOffset">The offset; 0 for every hub that has reported.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<IReadOnlyList<(PlaceId Hub, long LastOffset)>> ListAsync(
        long afterOffset, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            foreach (var head in await journal.ListHubsAsync(_readTo, cancellationToken))
            {
                _lastOffsets[head.Hub] = head.LastOffset;
                _readTo = Math.Max(_readTo, head.LastOffset);
            }

            return [.. _lastOffsets.Where(hub => hub.Value > afterOffset).Select(hub => (hub.Key, hub.Value))];
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Every hub that has a report in the journal now.</summary>
    public async ValueTask<IReadOnlyList<PlaceId>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(0, cancellationToken)).Select(hub => hub.Hub)];

    /// <summary>
    /// The children of a place that are, or have below them, a hub that has reported after an offset.
    /// </summary>
    public async ValueTask<IReadOnlyList<CatalogEntry>> ListChildrenAsync(
        PlaceId place, long afterOffset, PlaceDirectory directory, CancellationToken cancellationToken) =>
        [.. (await ListAsync(afterOffset, cancellationToken))
            .Select(hub => directory.ChildTowards(place, hub.Hub))
            .OfType<CatalogEntry>()
            .DistinctBy(child => child.Number)];

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();
}
