using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MegaRegion.Domain.Flows.Encoding;

// Columns of varints, read at the speed of the machine.
//
// Most columns hold a few kinds of length in no order, so a loop over bytes mispredicts a branch for nearly every value.
// Where the processor can gather bits (BMI2), a value is taken out of the eight bytes at its start without a branch on
// its length. Everything else (the last bytes of a column, values over 56 bits, other processors) is read byte by byte.
// Only the shortest form of a number is accepted, so that equal columns have equal bytes.

/// <summary>Reads columns of varints into arrays.</summary>
internal static class VarintColumn
{
    private const ulong ContinuationBits = 0x8080808080808080;
    private const ulong ValueBits = 0x7F7F7F7F7F7F7F7F;

    /// <summary>Reads exactly as many indices as <paramref name="values"/> has room for; false unless all are below the limit.</summary>
    public static bool TryReadIndices(ReadOnlySpan<byte> column, Span<int> values, int limit)
    {
        if (column.Length == values.Length)
        {
            return TryReadShortIndices(column, values, limit);
        }

        var at = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryRead(column, ref at, out var value) || value >= (ulong)limit)
            {
                return false;
            }

            values[i] = (int)value;
        }

        return at == column.Length;
    }

    /// <summary>Reads exactly as many quantities as <paramref name="values"/> has room for; false unless all may be recorded.</summary>
    public static bool TryReadQuantities(ReadOnlySpan<byte> column, Span<long> values)
    {
        var at = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryRead(column, ref at, out var value) || value is 0 or > Flow.MaxQuantity)
            {
                return false;
            }

            values[i] = (long)value;
        }

        return at == column.Length;
    }

    /// <summary>Reads exactly as many event times as <paramref name="values"/> has room for; false unless all may be recorded.</summary>
    public static bool TryReadTimes(ReadOnlySpan<byte> column, Span<long> values)
    {
        var (earliest, latest) = (EventTime.Earliest.UnixMilliseconds, EventTime.Latest.UnixMilliseconds);
        var (at, time) = (0, 0L);
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryRead(column, ref at, out var difference))
            {
                return false;
            }

            time = unchecked(time + Varint.ToSigned(difference));
            if (time < earliest || time > latest)
            {
                return false;
            }

            values[i] = time;
        }

        return at == column.Length;
    }

    /// <summary>Reads the value at a position and goes behind it; false when there is none in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> column, ref int at, out ulong value)
    {
        if (Bmi2.X64.IsSupported && BinaryPrimitives.TryReadUInt64LittleEndian(column[at..], out var word))
        {
            var ends = ~word & ContinuationBits;
            if (ends != 0)
            {
                var lastBit = BitOperations.TrailingZeroCount(ends);
                value = Bmi2.X64.ParallelBitExtract(word & (ends ^ (ends - 1)), ValueBits);
                at += (lastBit >> 3) + 1;
                return lastBit < 8 || (word >> (lastBit - 7) & 0x7F) != 0;
            }
        }

        return TryReadBytes(column, ref at, out value);
    }

    private static bool TryReadBytes(ReadOnlySpan<byte> column, ref int at, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && at < column.Length; shift += 7)
        {
            var part = column[at++];
            if (shift == 63 && part > 1)
            {
                return false;
            }

            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return part != 0 || shift == 0;
            }
        }

        return false;
    }

    // As many bytes as values: a byte each, or the column is broken.
    private static bool TryReadShortIndices(ReadOnlySpan<byte> column, Span<int> values, int limit)
    {
        if (column.IndexOfAnyExceptInRange((byte)0, (byte)(Math.Clamp(limit, 1, 128) - 1)) >= 0 || limit < 1)
        {
            return values.IsEmpty;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column[i];
        }

        return true;
    }
}
