using System.Numerics;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// Quantity by pair for one window: an open-addressing table with linear probing over two flat arrays, 16 bytes a slot
/// and 20 to 40 bytes a cell. Keys are the bits of <see cref="PairKey"/>, which are never 0. If asked to, it remembers
/// in one bit a slot which cells have changed. Not thread-safe.
/// </summary>
internal sealed class PairTable
{
    private const int MinCapacity = 4;
    private const uint OddStep = 0x9E3779B1;
    private const int MaxKeptCapacity = 1 << 14;
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private ulong[] _keys = new ulong[MinCapacity];
    private long[] _values = new long[MinCapacity];
    private ulong[]? _changed;

    /// <summary>Cells in the table.</summary>
    public int Count { get; private set; }

    /// <summary>Cells marked as changed.</summary>
    public int ChangedCount { get; private set; }

    /// <summary>The quantity of a pair, 0 when it has none.</summary>
    public long this[ulong key] => _values[SlotOf(key)];

    /// <summary>
    /// Adds to a pair, and marks it when asked to. A sum beyond 64 bits stays at the largest value. Returns what was added.
    /// </summary>
    public long Add(ulong key, long quantity, bool mark)
    {
        var slot = SlotForWrite(key);
        var added = Math.Min(quantity, long.MaxValue - _values[slot]);
        _values[slot] += added;
        if (mark)
        {
            Mark(slot);
        }

        return added;
    }

    /// <summary>Raises a pair to a value; returns by how much, 0 when it was there already.</summary>
    public long Raise(ulong key, long value)
    {
        var slot = SlotForWrite(key);
        var by = Math.Max(0, value - _values[slot]);
        _values[slot] += by;
        return by;
    }

    /// <summary>Marks a pair as changed; nothing happens when the table does not have it.</summary>
    public void MarkChanged(ulong key)
    {
        var slot = SlotOf(key);
        if (_keys[slot] == key)
        {
            Mark(slot);
        }
    }

    /// <summary>Marks every cell as changed.</summary>
    public void MarkAllChanged()
    {
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if (_keys[slot] != 0)
            {
                Mark(slot);
            }
        }
    }

    /// <summary>Forgets all cells. A table that had become large becomes small again.</summary>
    public void Clear()
    {
        if (_keys.Length > MaxKeptCapacity)
        {
            (_keys, _values) = (new ulong[MinCapacity], new long[MinCapacity]);
        }
        else
        {
            Array.Clear(_keys);
            Array.Clear(_values);
        }

        (_changed, Count, ChangedCount) = (null, 0, 0);
    }

    /// <summary>Copies all cells, in no particular order.</summary>
    public void CopyTo(Span<ulong> keys, Span<long> values)
    {
        var next = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            var slot = Scattered(i, _keys.Length);
            if (_keys[slot] != 0)
            {
                keys[next] = _keys[slot];
                values[next++] = _values[slot];
            }
        }
    }

    /// <summary>
    /// Whether a cell belongs to a part. That depends on its key alone, so the parts together are the whole however the
    /// table grows between them.
    /// </summary>
    public static bool IsInPart(ulong key, int part, int parts) =>
        unchecked(key * GoldenRatio >> 32) % (ulong)parts == (ulong)part;

    /// <summary>Adds one of <paramref name="parts"/> parts of the cells to the lists; see <see cref="IsInPart"/>.</summary>
    public void CopyPart(int part, int parts, List<ulong> keys, List<long> values)
    {
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if (_keys[slot] != 0 && IsInPart(_keys[slot], part, parts))
            {
                keys.Add(_keys[slot]);
                values.Add(_values[slot]);
            }
        }
    }

    /// <summary>Copies the changed cells and clears their marks.</summary>
    public void TakeChanged(Span<ulong> keys, Span<long> values)
    {
        var next = 0;
        for (var i = 0; i < (_changed?.Length ?? 0); i++)
        {
            var word = Scattered(i, _changed!.Length);
            for (var bits = _changed[word]; bits != 0; bits &= bits - 1)
            {
                var slot = (word * 64) + BitOperations.TrailingZeroCount(bits);
                keys[next] = _keys[slot];
                values[next++] = _values[slot];
            }
        }

        _changed = null;
        ChangedCount = 0;
    }

    // Cells that leave in the order of their slots would pile up in the first slots of a smaller table that takes them,
    // and each would search past all before it. The length is a power of two.
    private static int Scattered(int index, int length) => (int)(unchecked((uint)index * OddStep) & (uint)(length - 1));

    private int SlotOf(ulong key)
    {
        var mask = _keys.Length - 1;
        var slot = (int)(unchecked(key * GoldenRatio) >> (64 - BitOperations.Log2((uint)_keys.Length)));
        while (_keys[slot] != key && _keys[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private int SlotForWrite(ulong key)
    {
        ArgumentOutOfRangeException.ThrowIfZero(key);
        var slot = SlotOf(key);
        if (_keys[slot] == key)
        {
            return slot;
        }

        // Four fifths full at most: beyond that the probes of a miss grow quickly.
        if ((Count + 1) * 5L > _keys.Length * 4L)
        {
            Grow();
            slot = SlotOf(key);
        }

        _keys[slot] = key;
        Count++;
        return slot;
    }

    private void Grow()
    {
        var (keys, values, changed) = (_keys, _values, _changed);
        _keys = new ulong[keys.Length * 2];
        _values = new long[keys.Length * 2];
        _changed = null;
        ChangedCount = 0;
        for (var old = 0; old < keys.Length; old++)
        {
            if (keys[old] != 0)
            {
                Move(keys[old], values[old], changed is not null && IsSet(changed, old));
            }
        }
    }

    private void Move(ulong key, long value, bool changed)
    {
        var slot = SlotOf(key);
        _keys[slot] = key;
        _values[slot] = value;
        if (changed)
        {
            Mark(slot);
        }
    }

    private void Mark(int slot)
    {
        _changed ??= new ulong[(_keys.Length + 63) / 64];
        if (!IsSet(_changed, slot))
        {
            _changed[slot / 64] |= 1UL << (slot % 64);
            ChangedCount++;
        }
    }

    private static bool IsSet(ulong[] bits, int slot) => (bits[slot / 64] & (1UL << (slot % 64))) != 0;
}
