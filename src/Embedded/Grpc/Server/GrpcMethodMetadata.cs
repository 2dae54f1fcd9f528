using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>In an endpoint's metadata: the gRPC method it serves.</summary>
public sealed class GrpcMethodMetadata
{
    /// <summary>Names the service class and the method.</summary>
    public GrpcMethodMetadata(Type serviceType, IMethod method)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        ArgumentNullException.ThrowIfNull(method);
        ServiceType = serviceType;
        Method = method;
    }

    /// <summary>The class that serves the method.</summary>
    public Type ServiceType { get; }

    /// <summary>The method.</summary>
    public IMethod Method { get; }
}
