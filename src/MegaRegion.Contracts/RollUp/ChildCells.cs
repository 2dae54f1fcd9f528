using MegaRegion.Contracts.Cells;
using Orleans;

namespace MegaRegion.Contracts.RollUp;

/// <summary>Cells of one child, at its resolution.</summary>
/// <param name="ChildNumber">The child's place number.</param>
/// <param name="ChangedAtUnixMilliseconds">When the oldest of the changes was accepted; null when not known.</param>
/// <param name="Cells">The cells with their cumulative quantities.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.ChildCells")]
public sealed record ChildCells(
    [property: Id(0)] int ChildNumber,
    [property: Id(1)] long? ChangedAtUnixMilliseconds,
    [property: Id(2)] CellBlock[] Cells);
