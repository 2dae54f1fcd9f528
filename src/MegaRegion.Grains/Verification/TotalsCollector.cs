using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Calls;
using Orleans;

namespace MegaRegion.Grains.Verification;

/// <summary>Flushes the places from the hubs up, one level after the other, and takes their totals.</summary>
internal sealed class TotalsCollector(IGrainFactory grains, int maxAtOnce)
{
    /// <summary>The totals of the hubs and of every place above them.</summary>
    public async Task<HeldTotals> CollectAsync(
        IReadOnlyList<PlaceId> hubs, PlaceDirectory directory, CancellationToken cancellationToken)
    {
        var places = WithAncestors(hubs, directory);
        foreach (var level in places.GroupBy(place => place.Level).OrderBy(level => level.Key))
        {
            await BoundedCalls.AllAsync([.. level], maxAtOnce, FlushAsync, cancellationToken);
        }

        var totals = await BoundedCalls.AllAsync(places, maxAtOnce, TotalsOfAsync, cancellationToken);
        return new HeldTotals([.. places.Zip(totals, (place, held) => new HeldTotals.OfPlace(place.Id, place.Level, held))]);
    }

    private static IReadOnlyList<Place> WithAncestors(IReadOnlyList<PlaceId> hubs, PlaceDirectory directory)
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

    private async Task<bool> FlushAsync(Place place)
    {
        await (place.Level == Level.Hub
            ? grains.GetGrain<IHubGrain>(place.Id.Value).FlushAsync()
            : grains.GetGrain<IRollUpGrain>(place.Id.Value).FlushAsync());
        return true;
    }

    private Task<PlaceTotals> TotalsOfAsync(Place place) => place.Level == Level.Hub
        ? grains.GetGrain<IHubGrain>(place.Id.Value).GetTotalsAsync()
        : grains.GetGrain<IRollUpGrain>(place.Id.Value).GetTotalsAsync();
}
