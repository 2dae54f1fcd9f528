using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Web.Internal;

/// <summary>The last frame of a gRPC-Web response: flag 0x80 and lines of <c>key: value</c>, keys in lower case.</summary>
internal static class TrailerFrame
{
    private const byte TrailerFlag = 0x80;

    public static void Write(IBufferWriter<byte> target, IHeaderDictionary trailers)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in trailers)
        {
            foreach (var value in values)
                text.Append(name.ToLowerInvariant()).Append(": ").Append(value).Append("\r\n");
        }

        var payload = Encoding.ASCII.GetBytes(text.ToString());
        var header = target.GetSpan(FrameHeader.Size);
        header[0] = TrailerFlag;
        BinaryPrimitives.WriteInt32BigEndian(header[1..FrameHeader.Size], payload.Length);
        target.Advance(FrameHeader.Size);
        target.Write(payload);
    }
}
