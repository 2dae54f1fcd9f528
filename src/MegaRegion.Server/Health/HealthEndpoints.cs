using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MegaRegion.Server.Health;

/// <summary>
/// The three probes of an orchestrator. Liveness looks at nothing but the process: a probe that fails because a
/// dependency does would only restart a healthy server.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Name of the readiness check.</summary>
    public const string Ready = "ready";

    /// <summary>Maps <c>/health/startup</c>, <c>/health/ready</c> and <c>/health/live</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var lifetime = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        endpoints.MapGet("/health/live", () => Results.Text("live\n")).DisableHttpMetrics();
        endpoints.MapGet("/health/startup", () => lifetime.ApplicationStarted.IsCancellationRequested
            ? Results.Text("started\n")
            : Results.Text("starting\n", statusCode: StatusCodes.Status503ServiceUnavailable)).DisableHttpMetrics();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => string.Equals(check.Name, Ready, StringComparison.Ordinal),
            ResponseWriter = (context, report) =>
                context.Response.WriteAsync((report.Entries[Ready].Description ?? report.Status.ToString()) + "\n"),
        }).DisableHttpMetrics();
    }
}
