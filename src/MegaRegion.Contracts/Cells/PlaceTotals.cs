using Orleans;

namespace MegaRegion.Contracts.Cells;

/// <summary>All totals of a place.</summary>
/// <param name="ReflectedOffset">For a hub: the newest journal offset in the totals. 0 for places above.</param>
/// <param name="NewestUnixMilliseconds">The newest event in the totals; null when there is none.</param>
/// <param name="Cells">Every cell, by window.</param>
/// <param name="Flows">How many flows the cells were made of.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.PlaceTotals")]
public sealed record PlaceTotals(
    [property: Id(0)] long ReflectedOffset,
    [property: Id(1)] long? NewestUnixMilliseconds,
    [property: Id(2)] CellBlock[] Cells,
    [property: Id(3)] LayerCounts Flows);
