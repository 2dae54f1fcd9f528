using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Queries;

/// <summary>What came into a place, left it, and stayed inside, in the layer's unit.</summary>
/// <param name="Place">The place.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Inflow">From other places.</param>
/// <param name="Outflow">To other places.</param>
/// <param name="Internal">From the place to itself.</param>
public readonly record struct Balance(PlaceNumber Place, Layer Layer, long Inflow, long Outflow, long Internal)
{
    /// <summary>Inflow - outflow: what the place gains.</summary>
    public long Net => checked(Inflow - Outflow);
}
