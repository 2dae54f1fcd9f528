using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Verification;

/// <summary>A total that is not what the journal says; a missing cell has quantity 0.</summary>
/// <param name="Place">Whose total.</param>
/// <param name="Expected">From the journal.</param>
/// <param name="Actual">From the grain.</param>
public readonly record struct LedgerDifference(PlaceId Place, Cell Expected, Cell Actual);
