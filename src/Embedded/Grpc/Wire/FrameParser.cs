using System.Buffers;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>Turns a complete frame into a message, decompressing it if its flag says so. One per direction of a call.</summary>
internal sealed class FrameParser(int? maxPayloadLength)
{
    // Parsing does not wait, so one context per thread will do.
    [ThreadStatic]
    private static PayloadContext? _context;

    /// <summary>The encoding named in <c>grpc-encoding</c>; null without one.</summary>
    public ICompressionProvider? Encoding { get; set; }

    /// <summary>Whether the last message came compressed.</summary>
    public bool LastWasCompressed { get; private set; }

    /// <summary>The largest message accepted, in bytes; null for no limit.</summary>
    public int? MaxPayloadLength => maxPayloadLength;

    /// <summary>Parses the payload of a frame.</summary>
    public T Parse<T>(Marshaller<T> marshaller, FrameHeader header, in ReadOnlySequence<byte> payload)
    {
        LastWasCompressed = header.IsCompressed;
        var context = _context ??= new PayloadContext();
        if (!header.IsCompressed)
            return context.Parse(marshaller, payload);
        if (Encoding is null)
            throw WireErrors.CompressedWithoutEncoding();
        using var inflated = new PooledBuffer();
        BoundedInflater.Inflate(payload, Encoding, maxPayloadLength, inflated);
        return context.Parse(marshaller, new ReadOnlySequence<byte>(inflated.WrittenMemory));
    }
}
