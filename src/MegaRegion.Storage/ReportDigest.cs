using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage;

/// <summary>
/// The checksum of a journal row. It covers every field, so that a changed number is found as surely as a changed
/// payload, and it is the same in every store.
/// </summary>
/// <remarks>
/// The first 16 bytes of a SHA-256: 128 bits leave a damaged row a chance of 2^-128 to pass, and collisions on purpose
/// (2^64 work) gain an attacker nothing, since who can write the row can write its digest. The offset is not hashed but
/// folded in by <see cref="Seal"/>: the hash is then computed by the caller, before the writer knows the offset.
/// </remarks>
internal static class ReportDigest
{
    /// <summary>Length of a stored digest in bytes.</summary>
    public const int Length = 16;

    private const int FixedBytes = 3 * sizeof(long) + (2 * sizeof(int));
    private const int StackLimit = 512;

    // What a row takes beside its payload, about.
    private const long RecordOverheadBytes = 128;

    /// <summary>The digest of a record without its offset.</summary>
    public static UInt128 Compute(PlaceId hub, JournalRecord record)
    {
        var length = HeaderLength(hub, record);
        Span<byte> header = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        WriteHeader(header, hub, record);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record.Payload, hash);
        hash.CopyTo(header[^SHA256.HashSizeInBytes..]);
        SHA256.HashData(header, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The digests of an append's records, and its bytes for the limits of queue and group.</summary>
    public static (UInt128[] Digests, long Bytes) ComputeAll(PlaceId hub, IReadOnlyList<JournalRecord> records)
    {
        var digests = new UInt128[records.Count];
        var bytes = 0L;
        for (var i = 0; i < digests.Length; i++)
        {
            digests[i] = Compute(hub, records[i]);
            bytes += records[i].Payload.Length + RecordOverheadBytes;
        }

        return (digests, bytes);
    }

    /// <summary>Writes the digest of a record at its offset to the first <see cref="Length"/> bytes of a span.</summary>
    public static void Seal(UInt128 digest, long offset, Span<byte> destination) =>
        BinaryPrimitives.WriteUInt128BigEndian(destination, digest ^ (UInt128)(ulong)offset);

    /// <summary>Whether an entry is the one that was sealed.</summary>
    public static bool Matches(JournalEntry entry, ReadOnlySpan<byte> stored)
    {
        Span<byte> expected = stackalloc byte[Length];
        Seal(Compute(entry.Hub, entry.Record), entry.Offset, expected);
        return expected.SequenceEqual(stored);
    }

    private static int HeaderLength(PlaceId hub, JournalRecord record) =>
        FixedBytes + Encoding.UTF8.GetByteCount(hub.Value) + Encoding.UTF8.GetByteCount(record.Producer)
        + SHA256.HashSizeInBytes;

    // Lengths come first, so that no two records share a header.
    private static void WriteHeader(Span<byte> header, PlaceId hub, JournalRecord record)
    {
        BinaryPrimitives.WriteInt64LittleEndian(header, record.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], record.AcceptedAtUnixMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], record.FlowCount);
        var hubLength = Encoding.UTF8.GetBytes(hub.Value, header[FixedBytes..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], hubLength);
        var producerLength = Encoding.UTF8.GetBytes(record.Producer, header[(FixedBytes + hubLength)..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], producerLength);
    }
}
