using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Calls;
using MegaRegion.Grains.RollUp;
using Orleans;

namespace MegaRegion.Grains.Verification;

/// <summary>Brings every place up to date and takes its totals.</summary>
internal sealed class TotalsCollector(IGrainFactory grains, int maxAtOnce)
{
    /// <summary>The totals of the hubs and of every place above them.</summary>
    public async Task<HeldTotals> CollectAsync(
        IReadOnlyList<PlaceId> hubs, PlaceDirectory directory, CancellationToken cancellationToken)
    {
        var places = await LedgerFlush.RunAsync(grains, hubs, directory, maxAtOnce, cancellationToken);
        var totals = await BoundedCalls.AllAsync(places, maxAtOnce, TotalsOfAsync, cancellationToken);
        return new HeldTotals([.. places.Zip(totals, (place, held) => new HeldTotals.OfPlace(place.Id, place.Level, held))]);
    }

    private Task<PlaceTotals> TotalsOfAsync(Place place) => place.Level == Level.Hub
        ? grains.GetGrain<IHubGrain>(place.Id.Value).GetTotalsAsync()
        : grains.GetGrain<IRollUpGrain>(place.Id.Value).GetTotalsAsync();
}
