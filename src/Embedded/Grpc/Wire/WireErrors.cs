using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Makes the exceptions with which the wire layer ends a call.</summary>
internal static class WireErrors
{
    public static RpcException Of(StatusCode code, string detail) => new(new Status(code, detail));

    public static RpcException Of(StatusCode code, string detail, Exception cause) => new(new Status(code, detail, cause));

    public static RpcException IncompleteMessage() => Of(StatusCode.Internal, "The stream ended within a message.");

    public static RpcException UnknownEncoding(string encoding)
        => Of(StatusCode.Unimplemented, $"The message encoding \"{encoding}\" is not supported.");

    public static RpcException CompressedWithoutEncoding()
        => Of(StatusCode.Internal, "A message is marked as compressed but no grpc-encoding was given.");
}
