using Grpc.AspNetCore.HealthChecks;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health service.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>Adds ASP.NET Core's health checks and the gRPC service that tells them.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Configure<GrpcHealthChecksOptions>(static options => options.Services.Map("", static _ => true));
        services.TryAddSingleton<HealthServiceImpl>();
        services.TryAddSingleton<HealthServiceIntegration>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, GrpcHealthChecksPublisher>());
        return services.AddHealthChecks();
    }

    /// <summary>Adds the health service with options.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(
        this IServiceCollection services,
        Action<GrpcHealthChecksOptions> configure)
    {
        var builder = services.AddGrpcHealthChecks();
        services.Configure(configure);
        return builder;
    }
}
