using System.Buffers;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>
/// Decompresses one message within bounds. The receive limit holds for the <em>inflated</em> size, and above
/// <see cref="RatioFloorBytes"/> a message may not be more than <see cref="MaxRatio"/> times its compressed size:
/// a few kilobytes must never cost gigabytes (CWE-409). The bound is checked while inflating, so a bomb costs at
/// most one chunk more than what is allowed.
/// </summary>
internal static class BoundedInflater
{
    /// <summary>Largest inflated size per compressed byte, once a message is over the floor.</summary>
    public const int MaxRatio = 100;

    /// <summary>Messages up to this inflated size may have any ratio.</summary>
    public const int RatioFloorBytes = 4 * 1024 * 1024;

    private const int ChunkBytes = 16 * 1024;

    /// <summary>Appends the inflated message to <paramref name="target"/>.</summary>
    /// <exception cref="RpcException">
    /// RESOURCE_EXHAUSTED over a bound; INTERNAL if the bytes cannot be decompressed.
    /// </exception>
    public static void Inflate(
        in ReadOnlySequence<byte> compressed,
        ICompressionProvider provider,
        int? maxPayloadLength,
        PooledBuffer target)
    {
        var limit = maxPayloadLength ?? Array.MaxLength;
        var ratioLimit = Math.Max(RatioFloorBytes, compressed.Length * MaxRatio);
        try
        {
            using var source = new SequenceStream(compressed);
            using var inflated = provider.CreateDecompressionStream(source);
            while (true)
            {
                var read = inflated.Read(target.GetSpan(ChunkBytes)[..ChunkBytes]);
                if (read == 0)
                    return;
                target.Advance(read);
                ThrowIfOver(target.WrittenCount, limit, ratioLimit);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw WireErrors.Of(StatusCode.Internal, "A message cannot be decompressed.", e);
        }
    }

    private static void ThrowIfOver(int inflatedBytes, int limit, long ratioLimit)
    {
        if (inflatedBytes > limit)
            throw WireErrors.Of(StatusCode.ResourceExhausted, $"A message inflates to more than the limit of {limit} bytes.");
        if (inflatedBytes > ratioLimit)
            throw WireErrors.Of(StatusCode.ResourceExhausted, $"A message inflates to more than {MaxRatio} times its size.");
    }
}
