namespace Grpc.AspNetCore.Web;

/// <summary>In an endpoint's metadata: whether it speaks gRPC-Web.</summary>
public interface IGrpcWebEnabledMetadata
{
    /// <summary>Whether the endpoint speaks gRPC-Web.</summary>
    bool GrpcWebEnabled { get; }
}
