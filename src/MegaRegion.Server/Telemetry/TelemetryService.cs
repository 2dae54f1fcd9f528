using System.Reflection;
using MegaRegion.Server.Telemetry.Prometheus;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MegaRegion.Server.Telemetry;

/// <summary>
/// Runs the OpenTelemetry SDK while the host runs. Metrics go to the scrape endpoint and, when an OTLP endpoint is
/// configured, to it; traces only there: without a receiver no span is made. The standard <c>OTEL_*</c> environment
/// variables hold (endpoint, protocol, headers, sampler, resource attributes, service name).
/// </summary>
internal sealed class TelemetryService : IHostedService, IDisposable
{
    /// <summary>The meters that are collected.</summary>
    public static readonly string[] Meters =
    [
        "MegaRegion.*", "Microsoft.Orleans", "Grpc.AspNetCore.Server", "Grpc.Net.Client", "System.Runtime",
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
    ];

    /// <summary>The activity sources that are collected.</summary>
    public static readonly string[] Sources =
    [
        "MegaRegion.*", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Grpc.Net.Client",
        "Microsoft.AspNetCore",
    ];

    private const int FlushTimeoutMilliseconds = 3_000;

    private readonly ServerOptions _options;
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    /// <summary>Creates the service; it collects from <see cref="StartAsync"/> on.</summary>
    public TelemetryService(ServerOptions options, PrometheusExporter prometheus)
    {
        _options = options;
        Prometheus = prometheus;
    }

    /// <summary>The scrape endpoint's exporter.</summary>
    public PrometheusExporter Prometheus { get; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = BuildMeters();
        _traces = _options.SendsTraces ? BuildTraces() : null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.ForceFlush(FlushTimeoutMilliseconds);
        _traces?.ForceFlush(FlushTimeoutMilliseconds);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }

    private MeterProvider? BuildMeters()
    {
        if (!_options.Metrics && !_options.SendsOtlp)
        {
            return null;
        }

        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter(Meters)
            .AddView(TelemetryViews.Of)
            .SetExemplarFilter(ExemplarFilterType.TraceBased);
        if (_options.Metrics)
        {
            builder.AddReader(new BaseExportingMetricReader(Prometheus));
        }

        return (_options.SendsOtlp ? builder.AddOtlpExporter(Configure) : builder).Build();
    }

    private TracerProvider BuildTraces() =>
        Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddSource(Sources)
            .AddOtlpExporter(Configure)
            .Build();

    private void Configure(OtlpExporterOptions exporter)
    {
        if (_options.OtlpEndpoint is { } endpoint)
        {
            exporter.Endpoint = endpoint;
        }
    }

    // The environment comes last, so that an operator's names win.
    private static ResourceBuilder Resource() =>
        ResourceBuilder.CreateEmpty()
            .AddService("megaregion", serviceVersion: Version, serviceInstanceId: Environment.MachineName)
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();

    private static string Version =>
        typeof(TelemetryService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
