using System.Globalization;

namespace MegaRegion.Server.Tests;

public sealed class MetricsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    // The core set of the design, as far as a few reports make it appear.
    public static readonly string[] CoreSet =
    [
        "megaregion_flow_received_total", "megaregion_flow_accepted_total", "megaregion_flow_duplicate_total",
        "megaregion_flow_rejected_total", "megaregion_flow_quantity_total", "megaregion_flow_commit_duration_seconds_count",
        "rpc_server_call_duration_seconds_count", "megaregion_inbox_depth", "megaregion_limit_utilisation_ratio",
        "megaregion_ledger_imbalance",
        "orleans_catalog_activations", "kestrel_active_connections", "dotnet_gc_collections_total",
    ];

    [Fact]
    public async Task The_core_metrics_are_served_as_text()
    {
        var page = await GetAsync(accept: null);
        foreach (var name in CoreSet)
        {
            page.ShouldContain("\n" + name);
        }
    }

    [Fact]
    public async Task A_refused_report_is_counted_with_its_reason_and_an_accepted_one_by_regions()
    {
        var page = await GetAsync(accept: null);
        page.ShouldMatch("megaregion_flow_rejected_total\\{[^}]*reason=\"[^\"]+\"[^}]*\\} [1-9]");
        page.ShouldMatch("megaregion_flow_quantity_total\\{[^}]*\\} 5");
        page.ShouldNotContain("hub:linkers");
    }

    [Fact]
    public async Task OpenMetrics_is_served_to_who_asks_and_ends_with_its_mark()
    {
        var page = await GetAsync("application/openmetrics-text; version=1.0.0");
        page.ShouldEndWith("# EOF\n");
        page.ShouldContain("# TYPE megaregion_flow_accepted counter\n");
        page.ShouldContain("# UNIT megaregion_flow_commit_duration_seconds seconds\n");
    }

    [Fact]
    public async Task Every_family_is_declared_once_with_help_and_buckets_never_fall()
    {
        var lines = (await GetAsync(accept: null)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var types = lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        types.Distinct(StringComparer.Ordinal).Count().ShouldBe(types.Count);
        lines.Count(line => line.StartsWith("# HELP", StringComparison.Ordinal)).ShouldBe(types.Count);
        var series = lines
            .Where(line => line.Contains("_bucket{", StringComparison.Ordinal))
            .GroupBy(line => line[..line.IndexOf("le=", StringComparison.Ordinal)], StringComparer.Ordinal);
        foreach (var buckets in series)
        {
            var counts = buckets.Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).ToList();
            counts.ShouldBe(counts.Order());
        }
    }

    private async Task<string> GetAsync(string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var response = await fixture.Web.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
