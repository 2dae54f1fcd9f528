using MegaRegion.Domain.Ledger;

namespace MegaRegion.Grains.Queries;

/// <summary>Quantity of a pair and layer over the whole time span of a query.</summary>
/// <param name="Pair">Origin, destination and layer.</param>
/// <param name="Quantity">In the layer's unit.</param>
public readonly record struct PairTotal(PairKey Pair, long Quantity);
