using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Internal;
using MegaRegion.Embedded.Grpc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the gRPC server.</summary>
public static class GrpcServicesExtensions
{
    /// <summary>Adds what gRPC services need, with default options.</summary>
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRouting();
        services.AddOptions();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<GrpcStreamLimits>()
            .Validate(static limits => limits.AreValid, "A stream limit must be null or more than zero.")
            .ValidateOnStart();
        services.TryAddSingleton<StreamWatchdog>();
        services.TryAddSingleton<ServerInstruments>();
        services.TryAddSingleton<ServerRuntime>();
        return new GrpcServerBuilder(services);
    }

    /// <summary>Adds what gRPC services need and configures all of them.</summary>
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Configure(configureOptions);
        return services.AddGrpc();
    }

    /// <summary>Configures one service.</summary>
    public static IGrpcServerBuilder AddServiceOptions<TService>(
        this IGrpcServerBuilder grpcBuilder,
        Action<GrpcServiceOptions<TService>> configure)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(grpcBuilder);
        grpcBuilder.Services.Configure(configure);
        return grpcBuilder;
    }
}
