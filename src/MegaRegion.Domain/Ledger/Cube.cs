using System.Buffers;
using System.Runtime.InteropServices;
using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// Cumulative totals per window, origin, destination and layer, for the windows that <see cref="CubeRetention"/> keeps.
/// If asked to, it remembers which cells have changed since they were last taken. Not thread-safe.
/// </summary>
/// <param name="retention">Which windows to keep.</param>
/// <param name="tracksChanges">Whether to remember changed cells.</param>
public sealed class Cube(CubeRetention retention, bool tracksChanges = false)
{
    // From so many flows on, summing costs less than it saves.
    private const int MinSummedRun = 16;

    [ThreadStatic]
    private static PairTable? _sums;

    // By size. Shorter windows come before longer ones wherever cells are listed, so a receiver that has the last sum has
    // the shorter windows of the same flows, too.
    private readonly Dictionary<long, WindowTable>[] _windows = [[], [], [], []];
    private readonly HashSet<Window> _changed = [];
    private readonly List<WindowTable> _open = [];
    private readonly long[] _oldestStarts = [long.MinValue, long.MinValue, long.MinValue, long.MinValue];
    private long _settledInHour = long.MinValue;

    /// <summary>The newest event that counted towards retention; null when there was none.</summary>
    public EventTime? Newest { get; private set; }

    /// <summary>Which windows are kept.</summary>
    public CubeRetention Retention { get; } = retention;

    /// <summary>Cells in all windows.</summary>
    public long CellCount => _windows.Sum(windows => windows.Values.Sum(table => (long)table.Count));

    /// <summary>Windows that are open for writing; the others are packed (see <see cref="Pack"/>).</summary>
    public int OpenWindowCount => _open.Count;

    /// <summary>
    /// The sum of all days' quantities, modulo 2^64, those of dropped days included. Of two cubes where no cell of the one
    /// is above the same cell of the other, the windows that are never dropped are equal when these sums are.
    /// </summary>
    public ulong DaySum { get; private set; }

    /// <summary>How many flows the cells were made of, by layer; those of dropped windows included.</summary>
    public LayerTotals Flows { get; private set; }

    /// <summary>Whether a cell has changed since the changes were last taken.</summary>
    public bool HasChanges => _changed.Count > 0;

    /// <summary>The quantity of a cell, 0 when there is none.</summary>
    public long this[Window window, PairKey pair] =>
        TablesOf(window.Size).TryGetValue(window.StartUnixMilliseconds, out var table) ? table[pair.Bits] : 0;

    /// <summary>Whether the window is within the horizon.</summary>
    public bool Keeps(Window window) => window.StartUnixMilliseconds >= _oldestStarts[IndexOf(window.Size)];

    /// <summary>Tells of an event; windows that fall behind the horizon are dropped.</summary>
    public void Advance(EventTime? newest)
    {
        if (newest is null || newest.Value.UnixMilliseconds <= Newest?.UnixMilliseconds)
        {
            return;
        }

        Newest = newest;
        DropBehind(WindowSize.Minute);
        DropBehind(WindowSize.Hour);
        DropBehind(WindowSize.Day);
        SettleOnceAnHour(newest.Value);
    }

    /// <summary>Adds a flow to its windows. <see cref="Advance"/> has been told of it or of a newer one.</summary>
    public void Add(PairKey pair, long quantity, EventTime time) => AddEach([pair.Bits], [quantity], time.UnixMilliseconds);

    /// <summary>
    /// Adds flows to their windows. <see cref="Advance"/> has been told of the newest of them or of a newer one.
    /// </summary>
    internal void Add(ReadOnlySpan<ulong> pairs, ReadOnlySpan<long> quantities, ReadOnlySpan<long> times)
    {
        for (int start = 0, end; start < times.Length; start = end)
        {
            var minute = Window.Of(WindowSize.Minute, new EventTime(times[start]));
            end = EndOfRun(times, start, minute);
            if (end - start >= MinSummedRun)
            {
                AddSummed(pairs[start..end], quantities[start..end], times[start]);
            }
            else
            {
                AddEach(pairs[start..end], quantities[start..end], times[start]);
            }
        }
    }

    /// <summary>Adds to one cell, unless its window is behind the horizon.</summary>
    public void Add(Window window, PairKey pair, long quantity) => AddEach(window, [pair.Bits], [quantity]);

    /// <summary>Counts flows; their quantities are added apart.</summary>
    public void CountFlows(LayerTotals flows) => Flows += flows;

    /// <summary>Raises the count of flows to a cumulative value; returns by how much.</summary>
    public LayerTotals RaiseFlows(LayerTotals flows)
    {
        var rise = Flows.RiseTo(flows);
        Flows += rise;
        return rise;
    }

    /// <summary>Raises a cell to a cumulative value; returns by how much, 0 when it had it or is behind the horizon.</summary>
    public long Raise(Window window, PairKey pair, long value)
    {
        if (value <= 0 || !Keeps(window))
        {
            return 0;
        }

        var by = OpenTableOf(window).Raise(pair.Bits, value);
        CountLongest(window, by);
        return by;
    }

    /// <summary>The windows of a size that hold cells, in time order.</summary>
    public IReadOnlyList<Window> WindowsOf(WindowSize size) =>
        [.. TablesOf(size).Keys.Order().Select(start => new Window(size, start))];

    /// <summary>All windows that hold cells: minutes, hours, days, all time, each in time order.</summary>
    public IEnumerable<Window> Windows() =>
        Enumerable.Range((int)WindowSize.Minute, _windows.Length).SelectMany(size => WindowsOf((WindowSize)size));

    /// <summary>A copy of a window's cells, in no particular order.</summary>
    public WindowCells Read(Window window)
    {
        if (!TablesOf(window.Size).TryGetValue(window.StartUnixMilliseconds, out var table))
        {
            return new WindowCells(window, [], []);
        }

        var (pairs, quantities) = (new ulong[table.Count], new long[table.Count]);
        table.CopyTo(pairs, quantities);
        return new WindowCells(window, pairs, quantities);
    }

    /// <summary>How many cells a window has.</summary>
    public int CountOf(Window window) =>
        TablesOf(window.Size).TryGetValue(window.StartUnixMilliseconds, out var table) ? table.Count : 0;

    /// <summary>
    /// A copy of one of <paramref name="parts"/> parts of a window's cells. The parts are complete together even when the
    /// cube changes between them, for a reader that must not hold a whole window.
    /// </summary>
    public WindowCells Read(Window window, int part, int parts)
    {
        var (pairs, quantities) = (new List<ulong>(), new List<long>());
        if (TablesOf(window.Size).TryGetValue(window.StartUnixMilliseconds, out var table))
        {
            table.CopyPart(part, parts, pairs, quantities);
        }

        return new WindowCells(window, [.. pairs], [.. quantities]);
    }

    /// <summary>A copy of every cell, by window: minutes, hours, days, all time.</summary>
    public IReadOnlyList<WindowCells> ReadAll() => [.. Windows().Select(Read)];

    /// <summary>The changed cells with their values, minutes first and the longest windows last; they count as unchanged afterwards.</summary>
    public IReadOnlyList<WindowCells> TakeChanges()
    {
        var taken = new List<WindowCells>(_changed.Count);
        foreach (var window in _changed.OrderBy(window => window.Size).ThenBy(window => window.StartUnixMilliseconds))
        {
            var table = OpenTableOf(window);
            var (pairs, quantities) = (new ulong[table.ChangedCount], new long[table.ChangedCount]);
            table.TakeChanged(pairs, quantities);
            taken.Add(new WindowCells(window, pairs, quantities));
        }

        _changed.Clear();
        return taken;
    }

    /// <summary>Marks cells that were taken as changed again: they did not arrive. Dropped windows are left out.</summary>
    public void MarkChanged(IEnumerable<WindowCells> taken)
    {
        foreach (var cells in taken)
        {
            if (CountOf(cells.Window) > 0)
            {
                _changed.Add(cells.Window);
                var table = OpenTableOf(cells.Window);
                foreach (var pair in cells.Pairs)
                {
                    table.MarkChanged(pair);
                }
            }
        }
    }

    /// <summary>Marks every cell as changed.</summary>
    public void MarkAllChanged()
    {
        foreach (var window in Windows())
        {
            OpenTableOf(window).MarkAllChanged();
            _changed.Add(window);
        }
    }

    /// <summary>
    /// Packs every window that has no changes to take. Otherwise that happens by itself, an hour or two of event time
    /// after the last write; a cube that was filled at once need not wait for it.
    /// </summary>
    public void Pack() => _open.RemoveAll(table => table.ChangedCount == 0 && table.Pack());

    private static int EndOfRun(ReadOnlySpan<long> times, int start, Window window)
    {
        var end = start + 1;
        while (end < times.Length && times[end] >= window.StartUnixMilliseconds && times[end] < window.EndUnixMilliseconds)
        {
            end++;
        }

        return end;
    }

    // Flows of one minute mostly share few pairs: summing them first in a small table leaves less to do in three large ones.
    private void AddSummed(ReadOnlySpan<ulong> pairs, ReadOnlySpan<long> quantities, long time)
    {
        var sums = _sums ??= new PairTable();
        for (var i = 0; i < pairs.Length; i++)
        {
            sums.Add(pairs[i], quantities[i], mark: false);
        }

        var count = sums.Count;
        var (keys, values) = (ArrayPool<ulong>.Shared.Rent(count), ArrayPool<long>.Shared.Rent(count));
        sums.CopyTo(keys, values);
        sums.Clear();
        AddEach(keys.AsSpan(0, count), values.AsSpan(0, count), time);
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<long>.Shared.Return(values);
    }

    // All are of the minute of a time.
    private void AddEach(ReadOnlySpan<ulong> pairs, ReadOnlySpan<long> quantities, long time)
    {
        for (var size = WindowSize.Minute; size <= Retention.Longest; size++)
        {
            AddEach(Window.Of(size, new EventTime(time)), pairs, quantities);
        }
    }

    private void AddEach(Window window, ReadOnlySpan<ulong> pairs, ReadOnlySpan<long> quantities)
    {
        if (!Keeps(window))
        {
            return;
        }

        var table = OpenTableOf(window);
        if (tracksChanges && table.ChangedCount == 0)
        {
            _changed.Add(window);
        }

        for (var i = 0; i < pairs.Length; i++)
        {
            CountLongest(window, table.Add(pairs[i], quantities[i], tracksChanges));
        }
    }

    private static int IndexOf(WindowSize size) => (int)size - 1;

    private Dictionary<long, WindowTable> TablesOf(WindowSize size) => _windows[IndexOf(size)];

    private PairTable OpenTableOf(Window window)
    {
        var table = CollectionsMarshal.GetValueRefOrAddDefault(TablesOf(window.Size), window.StartUnixMilliseconds, out _)
            ??= new WindowTable();
        if (!table.IsOpen)
        {
            _open.Add(table);
        }

        return table.Open();
    }

    // What was not written for an hour of event time is packed. A late flow opens its window again, for an hour or two.
    private void SettleOnceAnHour(EventTime newest)
    {
        var hour = newest.UnixMilliseconds / TimeSpan.MillisecondsPerHour;
        if (hour > _settledInHour)
        {
            _settledInHour = hour;
            _open.RemoveAll(table => table.Settle());
        }
    }

    private void CountLongest(Window window, long quantity)
    {
        if (window.Size == Retention.Longest)
        {
            DaySum = unchecked(DaySum + (ulong)quantity);
        }
    }

    private void DropBehind(WindowSize size)
    {
        var oldest = Retention.OldestStart(size, Newest);
        if (oldest <= _oldestStarts[IndexOf(size)])
        {
            return;
        }

        _oldestStarts[IndexOf(size)] = oldest;
        var windows = TablesOf(size);
        foreach (var start in windows.Keys.Where(start => start < oldest).ToList())
        {
            windows.Remove(start);
            _changed.Remove(new Window(size, start));
        }
    }
}
