using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Google.Protobuf;

namespace MegaRegion.Gateway.Queries;

/// <summary>
/// An opaque token that names the last row of a page, and the query that it belongs to. Naming the row and not its
/// position keeps pages right while totals grow: no row is skipped or told twice.
/// </summary>
/// <param name="First">First part of the row's key.</param>
/// <param name="Second">Second part; 0 when the key has one part.</param>
internal readonly record struct PageToken(ulong First, ulong Second) : IComparable<PageToken>
{
    private const byte Format = 1;
    private const int FingerprintLength = 8;
    private const int FirstAt = 1 + FingerprintLength;
    private const int SecondAt = FirstAt + sizeof(ulong);
    private const int Length = SecondAt + sizeof(ulong);

    /// <summary>The token's text for the query with this fingerprint.</summary>
    public string ToText(ReadOnlySpan<byte> fingerprint)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Format;
        fingerprint.CopyTo(bytes[1..]);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[FirstAt..], First);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[SecondAt..], Second);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a token; false when it was not given for the query with this fingerprint.</summary>
    public static bool TryParse(
        string text, ReadOnlySpan<byte> fingerprint, [NotNullWhen(true)] out PageToken? token)
    {
        token = null;
        Span<byte> bytes = stackalloc byte[Length];
        if (!Base64Url.IsValid(text, out var length)
            || length != Length
            || Base64Url.DecodeFromChars(text, bytes) != Length
            || bytes[0] != Format
            || !bytes.Slice(1, FingerprintLength).SequenceEqual(fingerprint))
        {
            return false;
        }

        token = new PageToken(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[FirstAt..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[SecondAt..]));
        return true;
    }

    /// <summary>By the first part, then by the second.</summary>
    public int CompareTo(PageToken other) => (First, Second).CompareTo((other.First, other.Second));

    /// <summary>What tells one query from another.</summary>
    /// <param name="query">The request without its token and limit.</param>
    public static byte[] FingerprintOf(IMessage query) => SHA256.HashData(query.ToByteArray())[..FingerprintLength];
}
