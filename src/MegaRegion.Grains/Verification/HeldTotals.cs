using MegaRegion.Contracts.Cells;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Verification;

/// <summary>What the places hold.</summary>
/// <param name="All">Each place with its totals.</param>
internal sealed record HeldTotals(IReadOnlyList<HeldTotals.OfPlace> All)
{
    /// <summary>The newest journal offset that any hub reflects.</summary>
    public long NewestReflected => All.Count == 0 ? 0 : All.Max(totals => totals.Totals.ReflectedOffset);

    /// <summary>The totals of one place.</summary>
    internal sealed record OfPlace(PlaceId Place, Level Level, PlaceTotals Totals);
}
