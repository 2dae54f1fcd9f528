using MegaRegion.Domain.Ledger;
using Orleans;

namespace MegaRegion.Contracts.Cells;

/// <summary>Cells of one window on their way between grains; the arrays are not changed after they were given here.</summary>
/// <param name="Size">A value of <see cref="WindowSize"/>.</param>
/// <param name="StartUnixMilliseconds">The window's start.</param>
/// <param name="Pairs">Bits of <see cref="PairKey"/>.</param>
/// <param name="Quantities">The cumulative quantity of each pair.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.CellBlock")]
public sealed record CellBlock(
    [property: Id(0)] byte Size,
    [property: Id(1)] long StartUnixMilliseconds,
    [property: Id(2)] ulong[] Pairs,
    [property: Id(3)] long[] Quantities)
{
    /// <summary>The message form of cells.</summary>
    public static CellBlock From(WindowCells cells) =>
        new((byte)cells.Window.Size, cells.Window.StartUnixMilliseconds, cells.Pairs, cells.Quantities);

    /// <summary>The message form of the cells of several windows.</summary>
    public static CellBlock[] From(IEnumerable<WindowCells> cells) => [.. cells.Select(From)];

    /// <summary>The cells.</summary>
    public WindowCells ToCells() => new(new Window((WindowSize)Size, StartUnixMilliseconds), Pairs, Quantities);
}
