using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The health service over ASP.NET Core's health checks, which it runs when asked.</summary>
internal sealed class HealthServiceIntegration(
    HealthServiceImpl health,
    HealthCheckService checks,
    IHostApplicationLifetime lifetime,
    IOptions<GrpcHealthChecksOptions> options)
    : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        await RefreshAsync(request.Service, context.CancellationToken);
        return await health.Check(request, context);
    }

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context)
    {
        await RefreshAsync(request.Service, context.CancellationToken);
        var stopping = options.Value.SuppressCompletionOnShutdown ? CancellationToken.None : lifetime.ApplicationStopping;
        await health.WatchAsync(request.Service, responseStream, context.CancellationToken, stopping);
    }

    private async Task RefreshAsync(string service, CancellationToken cancellationToken)
    {
        if (options.Value.UseHealthChecksCache || options.Value.Services.Find(service) is not { } mapping)
            return;
        var report = await checks.CheckHealthAsync(
            check => mapping.HealthCheckPredicate!(new HealthCheckMapContext(check.Name, check.Tags)), cancellationToken);
        health.SetStatus(service, HealthStatuses.Combine(report, mapping));
    }
}
