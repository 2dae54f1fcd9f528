using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// What a place above the hubs knows: the newest cumulative cells of each child, at the child's resolution, and its own
/// totals, at the resolution of its level. Not thread-safe.
/// </summary>
/// <remarks>
/// Quantities only grow, so of two values of a child's cell the larger is the newer. Each cell of a child is therefore a
/// max-register: merging a message twice, late, or in any order gives the same state (the join of a semilattice, as in
/// state-based replicated counters; Shapiro, Preguiça, Baquero, Zawirski, "Conflict-free replicated data types", 2011).
/// The own totals change by what the registers rise. What is kept follows the newest event of any child: a window
/// within that horizon is within every child's, so a state rebuilt from the children equals the one that was lost.
/// </remarks>
/// <param name="level">The level of the own totals.</param>
/// <param name="retention">Which windows to keep; the same at every level.</param>
public sealed class RollUpLedger(Level level, CubeRetention retention)
{
    private readonly Dictionary<PlaceNumber, Cube> _children = [];
    private EventTime? _sweptAt;

    /// <summary>The level of the own totals.</summary>
    public Level Level { get; } = level;

    /// <summary>The own totals; the owner of the ledger takes the changes for the level above.</summary>
    public Cube Own { get; } = new(retention, tracksChanges: true);

    /// <summary>The children that have sent anything, with their cells.</summary>
    public IReadOnlyDictionary<PlaceNumber, Cube> Children => _children;

    /// <summary>Which cells of which child changed last; null while nobody asks.</summary>
    public ChangeLog? Changes { get; private set; }

    /// <summary>The <see cref="Cube.DaySum"/> of what the child has sent, 0 when it has sent nothing.</summary>
    public ulong DaySumOf(PlaceNumber child) => _children.TryGetValue(child, out var cells) ? cells.DaySum : 0;

    /// <summary>Starts to remember changes, for at most <paramref name="capacity"/> of them; the older are forgotten.</summary>
    public ChangeLog RememberChanges(int capacity) => Changes ??= new ChangeLog(capacity);

    /// <summary>Stops to remember changes.</summary>
    public void ForgetChanges() => Changes = null;

    /// <summary>Merges cells of a child. A cell that is older than what is known changes nothing.</summary>
    /// <param name="directory">A catalogue that has every place of the cells.</param>
    /// <param name="child">The child.</param>
    /// <param name="newest">The newest event that the child knows; null when it knows none.</param>
    /// <param name="cells">Its cells, cumulative.</param>
    /// <param name="changedAt">When the oldest of the changes was accepted, for lag; null when not known.</param>
    public void Merge(
        PlaceDirectory directory, PlaceNumber child, EventTime? newest, IEnumerable<WindowCells> cells, EventTime? changedAt)
    {
        var registers = RegistersOf(child);
        Own.Advance(newest);
        registers.Advance(Own.Newest);
        SweepNowAndThen();
        foreach (var window in cells.Where(window => Own.Keeps(window.Window)))
        {
            MergeWindow(directory, child, registers, window, changedAt);
        }
    }

    /// <summary>Merges the flows that a child has counted, by layer, cumulative.</summary>
    public void MergeFlows(PlaceNumber child, LayerTotals flows) => Own.CountFlows(RegistersOf(child).RaiseFlows(flows));

    /// <summary>Packs what was merged; for a ledger that was just rebuilt (see <see cref="Cube.Pack"/>).</summary>
    public void Pack()
    {
        Own.Pack();
        foreach (var registers in _children.Values)
        {
            registers.Pack();
        }
    }

    private void MergeWindow(
        PlaceDirectory directory, PlaceNumber child, Cube registers, WindowCells cells, EventTime? changedAt)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var pair = new PairKey(cells.Pairs[i]);
            var rise = registers.Raise(cells.Window, pair, cells.Quantities[i]);
            if (rise > 0)
            {
                Own.Add(cells.Window, pair.RollUp(directory, Level), rise);
                Remember(new ChangedCell(child, cells.Window, pair, changedAt));
            }
        }
    }

    // Nobody watches the sums over all time.
    private void Remember(ChangedCell change)
    {
        if (change.Window.Size != WindowSize.Ever)
        {
            Changes?.Add(change);
        }
    }

    private Cube RegistersOf(PlaceNumber child)
    {
        if (!_children.TryGetValue(child, out var registers))
        {
            _children.Add(child, registers = new Cube(Own.Retention));
        }

        return registers;
    }

    // The registers of a child that is silent hold windows that are dropped here; an hour of event time apart is often
    // enough to bound them, and readers leave them out meanwhile.
    private void SweepNowAndThen()
    {
        if (Own.Newest is not { } newest
            || (_sweptAt is { } swept && newest.UnixMilliseconds - swept.UnixMilliseconds < TimeSpan.MillisecondsPerHour))
        {
            return;
        }

        _sweptAt = newest;
        foreach (var registers in _children.Values)
        {
            registers.Advance(newest);
        }
    }
}
