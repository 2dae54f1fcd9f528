using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// The five bytes in front of every gRPC message: a flag (0 plain, 1 compressed) and the length as a big-endian
/// 32-bit number. Where HTTP/2 cuts the bytes into DATA frames means nothing.
/// </summary>
internal readonly record struct FrameHeader(bool IsCompressed, int PayloadLength)
{
    /// <summary>Bytes of a header on the wire.</summary>
    public const int Size = 5;

    /// <summary>Writes a header into the first <see cref="Size"/> bytes.</summary>
    public static void Write(Span<byte> target, bool isCompressed, int payloadLength)
    {
        target[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(target[1..Size], payloadLength);
    }

    /// <summary>Reads a header and checks it before a single byte of the message is waited for.</summary>
    /// <exception cref="RpcException">INTERNAL for a flag that does not exist; RESOURCE_EXHAUSTED for a message over the limit.</exception>
    public static FrameHeader Parse(ReadOnlySpan<byte> source, int? maxPayloadLength)
    {
        var flag = source[0];
        if (flag > 1)
            throw WireErrors.Of(StatusCode.Internal, $"The message frame is corrupt: compression flag {flag}.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(source[1..Size]);
        var limit = (uint)(maxPayloadLength ?? Array.MaxLength);
        if (length > limit)
            throw WireErrors.Of(StatusCode.ResourceExhausted, $"A message of {length} bytes is over the limit of {limit} bytes.");
        return new FrameHeader(flag == 1, (int)length);
    }

    /// <summary>Reads a header from a sequence of at least <see cref="Size"/> bytes.</summary>
    public static FrameHeader Parse(in ReadOnlySequence<byte> source, int? maxPayloadLength)
    {
        if (source.FirstSpan.Length >= Size)
            return Parse(source.FirstSpan, maxPayloadLength);
        Span<byte> copy = stackalloc byte[Size];
        source.Slice(0, Size).CopyTo(copy);
        return Parse(copy, maxPayloadLength);
    }
}
