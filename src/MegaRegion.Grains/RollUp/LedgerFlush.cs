using MegaRegion.Contracts.Hubs;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Calls;
using Orleans;

namespace MegaRegion.Grains.RollUp;

/// <summary>Makes hubs, and then the places above them level by level, send up everything that they know.</summary>
internal static class LedgerFlush
{
    /// <summary>Flushes; completes when every level has what the hubs had when it began.</summary>
    /// <returns>The hubs and the places above them, from the hubs up.</returns>
    public static async Task<IReadOnlyList<Place>> RunAsync(
        IGrainFactory grains,
        IEnumerable<PlaceId> hubs,
        PlaceDirectory directory,
        int maxAtOnce,
        CancellationToken cancellationToken)
    {
        var places = WithAncestors(hubs, directory);
        foreach (var level in places.GroupBy(place => place.Level).OrderBy(level => level.Key))
        {
            await BoundedCalls.AllAsync([.. level], maxAtOnce, place => FlushAsync(grains, place), cancellationToken);
        }

        return places;
    }

    private static IReadOnlyList<Place> WithAncestors(IEnumerable<PlaceId> hubs, PlaceDirectory directory)
    {
        var places = new Dictionary<PlaceId, Place>();
        foreach (var hub in hubs)
        {
            for (var entry = directory.Find(hub); entry is not null && places.TryAdd(entry.Place.Id, entry.Place);)
            {
                entry = entry.Place.Parent is { } parent ? directory.Find(parent) : null;
            }
        }

        return [.. places.Values.OrderBy(place => place.Level).ThenBy(place => place.Id)];
    }

    private static async Task<bool> FlushAsync(IGrainFactory grains, Place place)
    {
        await (place.Level == Level.Hub
            ? grains.GetGrain<IHubGrain>(place.Id.Value).FlushAsync()
            : grains.GetGrain<IRollUpGrain>(place.Id.Value).FlushAsync());
        return true;
    }
}
