using System.Buffers;

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
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        writer.Advance(length);
    }

    /// <summary>Appends a signed value; near zero means short.</summary>
    public static void WriteSigned(IBufferWriter<byte> writer, long value) =>
        Write(writer, unchecked((ulong)((value << 1) ^ (value >> 63))));

    /// <summary>Undoes the zigzag map.</summary>
    public static long ToSigned(ulong value) => unchecked((long)(value >> 1) ^ -(long)(value & 1));
}
