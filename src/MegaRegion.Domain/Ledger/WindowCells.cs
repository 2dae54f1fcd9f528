namespace MegaRegion.Domain.Ledger;

/// <summary>Cells of one window as flat arrays; the arrays are not changed after they were given here.</summary>
/// <param name="Window">The window.</param>
/// <param name="Pairs">Bits of <see cref="PairKey"/>.</param>
/// <param name="Quantities">The cumulative quantity of each pair.</param>
public sealed record WindowCells(Window Window, ulong[] Pairs, long[] Quantities)
{
    /// <summary>How many cells.</summary>
    public int Count => Pairs.Length;

    /// <summary>The cell at an index.</summary>
    public Cell this[int index] => new(Window, new PairKey(Pairs[index]), Quantities[index]);
}
