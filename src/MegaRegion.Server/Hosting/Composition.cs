using MegaRegion.Gateway;
using MegaRegion.Gateway.Catalog;
using MegaRegion.Gateway.Overload;
using MegaRegion.Grains.Alerts;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Planning;
using MegaRegion.Server.Health;
using MegaRegion.Server.Telemetry;
using MegaRegion.Server.Telemetry.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MegaRegion.Server.Hosting;

/// <summary>
/// The composition root. Hosted services start in the order of registration and stop in reverse: telemetry, store,
/// catalogue, engine, and last the ports, so that nothing is served before it can be answered and nothing is closed
/// while it is still used.
/// </summary>
internal static class Composition
{
    private const int MaxConnections = 10_000;
    private const int MaxStreamsPerConnection = 1_000;
    private static readonly TimeSpan LongestKeepAliveAnswer = TimeSpan.FromSeconds(20);

    /// <summary>Puts the host together.</summary>
    /// <exception cref="ServerOptionsException">An address is refused.</exception>
    public static WebApplication Build(ServerOptions options)
    {
        ServerThreads.Reserve();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables();
        AddLogging(builder, options);
        AddKestrel(builder, options);
        AddServices(builder, options);
        var app = builder.Build();
        MapEndpoints(app, options);
        return app;
    }

    private static void AddLogging(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Logging.SetMinimumLevel(options.MinLogLevel);

        // A line for every request is what metrics are for.
        builder.Logging.AddFilter("Microsoft.AspNetCore", level => level >= LogLevel.Warning && level >= options.MinLogLevel);

        // Below critical the host repeats what StartAsync throws, as a stack trace above the caller's one clear line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });

        // Standard output belongs to the command line's answers.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddKestrel(WebApplicationBuilder builder, ServerOptions options)
    {
        var grpc = ListenRules.Resolve(options.Grpc, options.ListenAny);
        var web = ListenRules.Resolve(options.Web, options.ListenAny);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreamsPerConnection;
            kestrel.Limits.Http2.KeepAlivePingDelay = options.KeepAlive;
            kestrel.Limits.Http2.KeepAlivePingTimeout =
                options.KeepAlive < LongestKeepAliveAnswer ? options.KeepAlive : LongestKeepAliveAnswer;
            kestrel.Listen(grpc, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseMegaRegionReadTurns();
            });
            kestrel.Listen(web, listen => listen.Protocols = HttpProtocols.Http1);
        });
    }

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<ShippedData>();
        services.AddSingleton<PrometheusExporter>();
        services.AddHostedService<TelemetryService>();
        StoreChoice.AddStore(services, options);
        services.AddHostedService<CatalogueFiller>();
        services.AddMegaRegionGrains(options.Retention.ApplyTo);
        services.AddSingleton<IScenarioWorldSource, ShippedWorld>();
        services.AddMegaRegionPlanning();
        services.Configure<AlertOptions>(builder.Configuration.GetSection("Alerts"));
        services.AddMegaRegionAlerts();
        EngineEdition.AddEngine(builder, options);
        services.AddHostedService<StoreFailureStop>();
        services.AddHostedService<AutomaticCompaction>();

        services.AddSingleton<IPartnershipCatalog, DataSetPartnerships>();
        services.AddRouting();
        services.AddGrpcHealthChecks().AddCheck<ReadinessCheck>(HealthEndpoints.Ready);
        services.AddGrpcReflection();
        services.Configure<GatewayOptions>(builder.Configuration.GetSection("Gateway"));
        services.AddMegaRegionGateway(gateway =>
        {
            gateway.Edition = EngineEdition.Name;
            gateway.AllowRemoteCallers = options.ListenAny;
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainBudget);
        services.RemoveAll<IHostLifetime>();
        services.AddSingleton<IHostLifetime, CallerOwnedLifetime>();
    }

    private static void MapEndpoints(WebApplication app, ServerOptions options)
    {
        app.UseMegaRegionReportLimit();
        app.UseRouting();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapMegaRegionGateway();
        app.MapGrpcHealthChecksService();
        if (!options.ListenAny)
        {
            // Reflection tells a stranger what there is to try; on loopback it helps grpcurl and other tools.
            app.MapGrpcReflectionService();
        }

        app.MapHealth();
        if (options.Metrics)
        {
            app.MapPrometheus(app.Services.GetRequiredService<PrometheusExporter>());
        }
    }
}
