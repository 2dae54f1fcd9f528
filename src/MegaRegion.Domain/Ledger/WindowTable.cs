namespace MegaRegion.Domain.Ledger;

/// <summary>
/// The cells of one window of a cube: a <see cref="PairTable"/> while flows come in, packed bytes once it has been left
/// alone. Most windows are of the past and are only read: packed they take about a fifth. Reading never opens it. Not
/// thread-safe.
/// </summary>
internal sealed class WindowTable
{
    private PairTable? _open;
    private byte[] _packed = [];
    private int _packedCount;
    private bool _wasWritten;

    /// <summary>Cells in the window.</summary>
    public int Count => _open?.Count ?? _packedCount;

    /// <summary>Cells marked as changed.</summary>
    public int ChangedCount => _open?.ChangedCount ?? 0;

    /// <summary>Whether it is open for writing.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>The quantity of a pair, 0 when it has none.</summary>
    public long this[ulong key] => _open is null ? FindPacked(key) : _open[key];

    /// <summary>The table to write to; marks it as written.</summary>
    public PairTable Open()
    {
        _wasWritten = true;
        if (_open is null)
        {
            _open = new PairTable();
            for (var cells = new PackedPairs.Reader(_packed); cells.MoveNext();)
            {
                _open.Raise(cells.Key, cells.Value);
            }

            (_packed, _packedCount) = ([], 0);
        }

        return _open;
    }

    /// <summary>Packs the window when it was not written since the last call and has no changes to take.</summary>
    /// <returns>Whether it is packed now.</returns>
    public bool Settle()
    {
        var isQuiet = !_wasWritten && ChangedCount == 0;
        _wasWritten = false;
        return isQuiet && Pack();
    }

    /// <summary>Packs the window; it has no changes to take.</summary>
    /// <returns>True: it is packed now.</returns>
    public bool Pack()
    {
        if (_open is { } open)
        {
            var (keys, values) = (new ulong[open.Count], new long[open.Count]);
            open.CopyTo(keys, values);
            (_packed, _packedCount, _open) = (PackedPairs.Pack(keys, values), open.Count, null);
        }

        return true;
    }

    /// <summary>Copies all cells, in no particular order.</summary>
    public void CopyTo(Span<ulong> keys, Span<long> values)
    {
        if (_open is not null)
        {
            _open.CopyTo(keys, values);
            return;
        }

        var next = 0;
        for (var cells = new PackedPairs.Reader(_packed); cells.MoveNext(); next++)
        {
            (keys[next], values[next]) = (cells.Key, cells.Value);
        }
    }

    /// <summary>Adds one of <paramref name="parts"/> parts of the cells to the lists; see <see cref="PairTable.IsInPart"/>.</summary>
    public void CopyPart(int part, int parts, List<ulong> keys, List<long> values)
    {
        if (_open is not null)
        {
            _open.CopyPart(part, parts, keys, values);
            return;
        }

        for (var cells = new PackedPairs.Reader(_packed); cells.MoveNext();)
        {
            if (PairTable.IsInPart(cells.Key, part, parts))
            {
                keys.Add(cells.Key);
                values.Add(cells.Value);
            }
        }
    }

    private long FindPacked(ulong key)
    {
        for (var cells = new PackedPairs.Reader(_packed); cells.MoveNext();)
        {
            if (cells.Key == key)
            {
                return cells.Value;
            }
        }

        return 0;
    }
}
