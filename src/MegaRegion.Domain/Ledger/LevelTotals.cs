using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// Sums what a roll-up ledger holds of its children into the pairs of a level. Children above the filter's resolution
/// are left to the caller, who asks them; so every report counts once, wherever in the tree its hub is.
/// </summary>
/// <param name="filter">Which pairs.</param>
/// <param name="directory">The catalogue.</param>
public sealed class LevelTotals(PairFilter filter, PlaceDirectory directory)
{
    private readonly Dictionary<Window, PairTable> _totals = [];
    private readonly Level _resolution = filter.Resolution(directory);

    /// <summary>Whether a child's cells are fine enough to be counted from its parent's ledger.</summary>
    public bool Counts(PlaceNumber child) => directory.LevelOf(child) <= _resolution;

    /// <summary>Adds what the ledger holds of a child.</summary>
    /// <param name="ledger">The parent's ledger.</param>
    /// <param name="child">The child; <see cref="Counts"/> is true for it.</param>
    /// <param name="size">Which windows.</param>
    /// <param name="from">Only windows that start at or after this moment.</param>
    /// <param name="to">Only windows that start before this moment.</param>
    /// <param name="byWindow">Keep windows apart; otherwise all are summed into one that starts at 0.</param>
    public void Add(RollUpLedger ledger, PlaceNumber child, WindowSize size, EventTime from, EventTime to, bool byWindow)
    {
        var registers = ledger.Children[child];
        foreach (var window in registers.WindowsOf(size).Where(ledger.Own.Keeps))
        {
            if (window.StartUnixMilliseconds >= from.UnixMilliseconds && window.StartUnixMilliseconds < to.UnixMilliseconds)
            {
                Add(registers.Read(window), byWindow ? window : new Window(size, 0));
            }
        }
    }

    /// <summary>Adds cells under a window.</summary>
    public void Add(WindowCells cells, Window under)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (filter.TryMap(new PairKey(cells.Pairs[i]), directory, out var pair))
            {
                TableOf(under).Add(pair.Bits, cells.Quantities[i], mark: false);
            }
        }
    }

    /// <summary>The sums by window, in time order.</summary>
    public IReadOnlyList<WindowCells> ToCells() =>
        [.. _totals.OrderBy(total => total.Key.StartUnixMilliseconds).Select(total => Copy(total.Key, total.Value))];

    private static WindowCells Copy(Window window, PairTable table)
    {
        var (pairs, quantities) = (new ulong[table.Count], new long[table.Count]);
        table.CopyTo(pairs, quantities);
        return new WindowCells(window, pairs, quantities);
    }

    private PairTable TableOf(Window window)
    {
        if (!_totals.TryGetValue(window, out var table))
        {
            _totals.Add(window, table = new PairTable());
        }

        return table;
    }
}
