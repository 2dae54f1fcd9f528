using Grpc.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the reflection service.</summary>
public static class GrpcReflectionServiceExtensions
{
    /// <summary>Adds the reflection service over the services mapped. For development, or behind authorisation.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(static provider =>
            new ReflectionServiceImpl(MappedServices.Find(provider.GetRequiredService<EndpointDataSource>())));
        services.TryAddSingleton(static provider =>
            new ReflectionV1ServiceImpl(MappedServices.Find(provider.GetRequiredService<EndpointDataSource>())));
        return services;
    }
}
