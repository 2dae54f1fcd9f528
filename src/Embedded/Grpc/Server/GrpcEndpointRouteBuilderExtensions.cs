using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps every method of a service to <c>/package.Service/Method</c>. An instance is made per call, unless the
    /// class is registered as a service. Unknown methods and services answer UNIMPLEMENTED.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the class has no generated base.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var runtime = builder.ServiceProvider.GetService<ServerRuntime>()
            ?? throw new InvalidOperationException("Call services.AddGrpc() before mapping gRPC services.");
        return new GrpcServiceEndpointConventionBuilder(ServiceMapper<TService>.Map(builder, runtime));
    }
}
