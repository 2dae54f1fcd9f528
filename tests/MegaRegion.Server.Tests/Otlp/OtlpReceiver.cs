using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Server.Tests.Otlp;

/// <summary>A collector on a free loopback port that keeps what arrives by OTLP/gRPC.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What has arrived.</summary>
    public Arrivals Received => _app.Services.GetRequiredService<Arrivals>();

    /// <summary>Starts one.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<Arrivals>();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Traces>();
        app.MapGrpcService<Metrics>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OtlpReceiver(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>What has arrived, in the order of arrival. Thread-safe.</summary>
    internal sealed class Arrivals
    {
        /// <summary>Spans with the resource and the scope that they came under.</summary>
        public ConcurrentQueue<(Resource Resource, string Scope, Span Span)> Spans { get; } = new();

        /// <summary>Metrics with the resource that they came under.</summary>
        public ConcurrentQueue<(Resource Resource, Metric Metric)> Metrics { get; } = new();
    }

    internal sealed class Traces(Arrivals arrivals) : TraceService.TraceServiceBase
    {
        /// <inheritdoc/>
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            foreach (var source in request.ResourceSpans)
            {
                foreach (var scope in source.ScopeSpans)
                {
                    foreach (var span in scope.Spans)
                    {
                        arrivals.Spans.Enqueue((source.Resource, scope.Scope.Name, span));
                    }
                }
            }

            return Task.FromResult(new ExportTraceServiceResponse());
        }
    }

    internal sealed class Metrics(Arrivals arrivals) : MetricsService.MetricsServiceBase
    {
        /// <inheritdoc/>
        public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
        {
            foreach (var source in request.ResourceMetrics)
            {
                foreach (var metric in source.ScopeMetrics.SelectMany(scope => scope.Metrics))
                {
                    arrivals.Metrics.Enqueue((source.Resource, metric));
                }
            }

            return Task.FromResult(new ExportMetricsServiceResponse());
        }
    }
}
