using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MegaRegion.Server.Telemetry.Prometheus;

/// <summary>Serves <c>/metrics</c>: OpenMetrics to who accepts it, text 0.0.4 to everyone else.</summary>
internal static class PrometheusEndpoint
{
    /// <summary>The path.</summary>
    public const string Path = "/metrics";

    private const string OpenMetricsType = "application/openmetrics-text";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPrometheus(this IEndpointRouteBuilder endpoints, PrometheusExporter exporter) =>
        endpoints.MapGet(Path, (HttpRequest request) => Answer(request, exporter)).DisableHttpMetrics();

    private static IResult Answer(HttpRequest request, PrometheusExporter exporter)
    {
        var isOpen = request.Headers.Accept.ToString().Contains(OpenMetricsType, StringComparison.OrdinalIgnoreCase);
        var page = exporter.Scrape(isOpen ? PrometheusFormat.OpenMetrics : PrometheusFormat.Text);
        return page is null
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : Results.Text(
                page, isOpen ? OpenMetricsType + "; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8", Encoding.UTF8);
    }
}
