using MegaRegion.Contracts.Cells;
using Orleans;

namespace MegaRegion.Contracts.RollUp;

/// <summary>Changed cells of a child.</summary>
/// <param name="ChildNumber">The child's place number.</param>
/// <param name="CatalogVersion">The catalogue's version that the child knows: it has every place of the cells.</param>
/// <param name="NewestUnixMilliseconds">The newest event that the child knows; null when it knows none.</param>
/// <param name="ChangedAtUnixMilliseconds">When the oldest of the changes was accepted; null when not known.</param>
/// <param name="Cells">The cells with their cumulative quantities; minutes first, days last.</param>
/// <param name="Flows">The flows that the child has counted so far.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.MergeRequest")]
public sealed record MergeRequest(
    [property: Id(0)] int ChildNumber,
    [property: Id(1)] long CatalogVersion,
    [property: Id(2)] long? NewestUnixMilliseconds,
    [property: Id(3)] long? ChangedAtUnixMilliseconds,
    [property: Id(4)] CellBlock[] Cells,
    [property: Id(5)] LayerCounts Flows);
