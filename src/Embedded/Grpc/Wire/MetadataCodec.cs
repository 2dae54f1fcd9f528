using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// Metadata entries as HTTP header values. Bytes travel as base64, with or without padding; values that were joined
/// by "," on the way are split before they are decoded.
/// </summary>
internal static class MetadataCodec
{
    /// <summary>Adds a received header to metadata.</summary>
    /// <exception cref="RpcException">INTERNAL: a <c>-bin</c> value is not base64.</exception>
    public static void AddReceived(Metadata metadata, string name, string value)
    {
        var key = name.ToLowerInvariant();
        if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
        {
            metadata.Add(Metadata.Entry.FromWire(key, value));
            return;
        }

        foreach (var range in value.AsSpan().Split(','))
            metadata.Add(Metadata.Entry.FromWire(key, DecodeBase64(key, value.AsSpan()[range].Trim())));
    }

    /// <summary>The entry's value as it is sent.</summary>
    public static string ToWire(Metadata.Entry entry)
        => entry.IsBinary ? Convert.ToBase64String(entry.RawBytes) : entry.Value;

    private static byte[] DecodeBase64(string key, ReadOnlySpan<char> text)
    {
        text = text.TrimEnd('=');
        var padded = ArrayPool<char>.Shared.Rent(text.Length + 3);
        try
        {
            text.CopyTo(padded);
            var length = text.Length;
            while (length % 4 != 0)
                padded[length++] = '=';
            var bytes = new byte[length / 4 * 3];
            if (!Convert.TryFromBase64Chars(padded.AsSpan(0, length), bytes, out var written))
                throw WireErrors.Of(StatusCode.Internal, $"The metadata value of \"{key}\" is not base64.");
            return written == bytes.Length ? bytes : bytes[..written];
        }
        finally
        {
            ArrayPool<char>.Shared.Return(padded);
        }
    }
}
