using System.Buffers;
using MegaRegion.Domain.Flows.Encoding;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// Quantity by pair as bytes that are not written to: in the order of the keys, each as a varint of its difference from
/// the one before and a varint of its quantity. About 5 bytes a cell on Japan's flows.
/// </summary>
internal static class PackedPairs
{
    /// <summary>Packs cells; the arrays are put in order.</summary>
    public static byte[] Pack(ulong[] keys, long[] values)
    {
        Array.Sort(keys, values);
        var output = new ArrayBufferWriter<byte>((keys.Length * 6) + Varint.MaxLength);
        ulong previous = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            Varint.Write(output, keys[i] - previous);
            Varint.Write(output, (ulong)values[i]);
            previous = keys[i];
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads packed cells in the order of their keys.</summary>
    public ref struct Reader(ReadOnlySpan<byte> packed)
    {
        private readonly ReadOnlySpan<byte> _packed = packed;
        private int _position = 0;

        /// <summary>The bits of the <see cref="PairKey"/>.</summary>
        public ulong Key { get; private set; } = 0;

        /// <summary>The quantity.</summary>
        public long Value { get; private set; } = 0;

        /// <summary>Goes to the next cell; false after the last.</summary>
        public bool MoveNext()
        {
            if (_position == _packed.Length)
            {
                return false;
            }

            Key += Next();
            Value = (long)Next();
            return true;
        }

        // These bytes never left the process: an end in the middle is a defect and throws as one.
        private ulong Next()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = _packed[_position++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
