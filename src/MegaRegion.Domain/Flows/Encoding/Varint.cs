using System.Buffers;
using System.Numerics;

namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>Unsigned integers in 7-bit groups, lowest first (LEB128), and the zigzag map for signed ones.</summary>
internal static class Varint
{
    /// <summary>Bytes of the longest value.</summary>
    public const int MaxLength = 10;

    /// <summary>Appends a value.</summary>
    public static void Write(IBufferWriter<byte> writer, ulong value)
    {
        var span = writer.GetSpan(MaxLength);
        writer.Advance(Write(span, value));
    }

    /// <summary>Writes a value to the start of a span that has room for it; returns how many bytes it took.</summary>
    public static int Write(Span<byte> span, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        return length;
    }

    /// <summary>How many bytes a value takes.</summary>
    public static int LengthOf(ulong value) => ((63 - BitOperations.LeadingZeroCount(value | 1)) / 7) + 1;

    /// <summary>Appends a signed value; near zero means short.</summary>
    public static void WriteSigned(IBufferWriter<byte> writer, long value) => Write(writer, FromSigned(value));

    /// <summary>The zigzag map: near zero means small.</summary>
    public static ulong FromSigned(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Undoes the zigzag map.</summary>
    public static long ToSigned(ulong value) => unchecked((long)(value >> 1) ^ -(long)(value & 1));
}
