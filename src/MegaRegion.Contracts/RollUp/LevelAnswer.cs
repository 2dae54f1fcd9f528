using MegaRegion.Contracts.Cells;
using Orleans;

namespace MegaRegion.Contracts.RollUp;

/// <summary>A place's part of an answer.</summary>
/// <param name="Cells">Sums of the children that are fine enough, by window; one window that starts at 0 unless kept apart.</param>
/// <param name="AskNumbers">Children that must be asked themselves.</param>
/// <param name="CatalogVersion">The place's version of the catalogue: it has every place of the answer.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.LevelAnswer")]
public sealed record LevelAnswer(
    [property: Id(0)] CellBlock[] Cells, [property: Id(1)] int[] AskNumbers, [property: Id(2)] long CatalogVersion);
