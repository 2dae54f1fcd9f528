using Grpc.AspNetCore.Server;
using MegaRegion.Gateway.Access;
using MegaRegion.Gateway.Catalog;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Operations;
using MegaRegion.Gateway.Overload;
using MegaRegion.Gateway.Queries;
using MegaRegion.Gateway.Telemetry;
using MegaRegion.Gateway.Watch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MegaRegion.Gateway;

/// <summary>Puts the gRPC services of MegaRegion into a host.</summary>
public static class GatewayRegistration
{
    /// <summary>
    /// Registers the services and gRPC itself. The host registers the grains, <c>IPlaceCatalog</c>,
    /// <c>IFlowQueries</c>, <c>IFlowWatch</c>, <c>ILedgerVerifier</c> and <c>IJournal</c>; it may register an
    /// <see cref="IAccessPolicy"/>, an <see cref="IPartnershipCatalog"/> and a <see cref="TimeProvider"/> of its own.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Limits; null for the defaults, which are checked when the host starts.</param>
    /// <returns>The gRPC builder, for health, reflection and message limits.</returns>
    public static IGrpcServerBuilder AddMegaRegionGateway(
        this IServiceCollection services, Action<GatewayOptions>? configure = null)
    {
        services.AddOptions<GatewayOptions>()
            .Configure(options => configure?.Invoke(options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAccessPolicy, LoopbackAccessPolicy>();
        services.TryAddSingleton<IPartnershipCatalog, NoPartnerships>();
        services.TryAddSingleton<GatewayInstruments>();
        services.TryAddSingleton<Gates>();
        services.TryAddSingleton<ServerStop>();
        services.TryAddSingleton<FlowQuerying>();
        services.TryAddSingleton<FlowWatching>();
        services.TryAddSingleton<PlaceListing>();
        services.TryAddSingleton<StatusReport>();
        services.TryAddSingleton<FlowExport>();
        services.TryAddSingleton<FlowEndpoint>();
        services.TryAddSingleton<CatalogEndpoint>();
        services.TryAddSingleton<OperationsEndpoint>();
        services.TryAddSingleton<PlanningEndpoint>();
        services.TryAddSingleton<AlertEndpoint>();
        services.TryAddSingleton<ReportCallLimit>();
        services.TryAddSingleton<ReadTurns>();
        services.Guard<FlowEndpoint>();
        services.Guard<CatalogEndpoint>();
        services.Guard<OperationsEndpoint>();
        services.Guard<PlanningEndpoint>();
        services.Guard<AlertEndpoint>();
        return services.AddGrpc();
    }

    /// <summary>
    /// Refuses single reports beyond <see cref="GatewayOptions.MaxReportCalls"/>. It belongs at the front, before routing, so that a
    /// refusal costs little.
    /// </summary>
    public static IApplicationBuilder UseMegaRegionReportLimit(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var limit = app.ApplicationServices.GetRequiredService<ReportCallLimit>();
        return app.Use(next => call => limit.InvokeAsync(call, next));
    }

    /// <summary>Maps the five services.</summary>
    public static IEndpointRouteBuilder MapMegaRegionGateway(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<FlowEndpoint>();
        endpoints.MapGrpcService<CatalogEndpoint>();
        endpoints.MapGrpcService<OperationsEndpoint>();
        endpoints.MapGrpcService<PlanningEndpoint>();
        endpoints.MapGrpcService<AlertEndpoint>();
        return endpoints;
    }

    private static void Guard<TService>(this IServiceCollection services)
        where TService : class =>
        services.AddOptions<GrpcServiceOptions<TService>>().Configure<IOptions<GatewayOptions>>((grpc, gateway) =>
        {
            grpc.MaxReceiveMessageSize = gateway.Value.MaxMessageBytes;

            // Errors first: it also puts the refusals of the access check on the wire.
            grpc.Interceptors.Add<ErrorInterceptor>();
            grpc.Interceptors.Add<AccessInterceptor>();
        });
}
