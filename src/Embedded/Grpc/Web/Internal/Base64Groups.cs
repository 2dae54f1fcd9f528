using System.Buffers;
using System.Buffers.Text;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Web.Internal;

/// <summary>Decodes whole groups of four base64 characters, any of which may end with padding.</summary>
internal static class Base64Groups
{
    /// <summary>Appends the decoded bytes.</summary>
    /// <exception cref="RpcException">INTERNAL: not base64.</exception>
    public static void Decode(ReadOnlySpan<byte> groups, PooledBuffer target)
    {
        while (!groups.IsEmpty)
        {
            // A decoder stops at padding, so cut the input after each padded group.
            var padding = groups.IndexOf((byte)'=');
            var length = padding < 0 ? groups.Length : (padding / 4 + 1) * 4;
            var span = target.GetSpan(Base64.GetMaxDecodedFromUtf8Length(length));
            var status = Base64.DecodeFromUtf8(groups[..length], span, out var consumed, out var written);
            if (status != OperationStatus.Done || consumed != length)
                throw WireErrors.Of(StatusCode.Internal, "The body is not base64.");
            target.Advance(written);
            groups = groups[length..];
        }
    }
}
