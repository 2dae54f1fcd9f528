namespace MegaRegion.EndToEnd.Tests;

/// <summary>
/// Debian's own Prometheus reads the server that users start. Without the program the test reports itself as skipped.
/// </summary>
public sealed class PrometheusTests
{
    // The core set of the design, as an operator's dashboard and alerts ask for it, with what FlowTraffic makes of it.
    private static readonly string[] Core =
    [
        "sum(megaregion_flow_received_total) == 9",
        "sum(megaregion_flow_accepted_total) == 7",
        "sum(megaregion_flow_duplicate_total) == 1",
        "sum(megaregion_flow_late_total) == 1",
        "sum(megaregion_flow_rejected_total{reason!=\"\"}) == 1",
        "sum(megaregion_flow_quantity_total{layer=\"people\",src_region=\"kanto\",dst_region=\"kinki\"}) == 11",
        "sum(megaregion_flow_quantity_total{layer=\"goods\",src_region=\"kanto\",dst_region=\"kinki\"}) == 7",
        "megaregion_flow_commit_duration_seconds_count > 0",
        "megaregion_rollup_lag_seconds_count{level=\"city\"} > 0",
        "megaregion_rollup_lag_seconds_count{level=\"mega_region\"} > 0",
        "megaregion_watch_lag_seconds_count > 0",
        "megaregion_watch_subscribers == 1",
        "megaregion_inbox_depth >= 0",
        "megaregion_limit_utilisation_ratio >= 0",
        "megaregion_ledger_imbalance == 0",
        "rpc_server_call_duration_seconds_count{rpc_method=~\".*SubmitReport\"} > 0",
        "orleans_catalog_activations > 0",
        "kestrel_active_connections > 0",
        "dotnet_gc_collections_total >= 0",
        "up == 1",
    ];

    [Fact]
    public async Task Prometheus_scrapes_every_core_metric_of_the_server_program()
    {
        var program = PrometheusProcess.Find();
        Assert.SkipWhen(program is null, "prometheus is not installed (Debian package prometheus)");
        using var store = new StoreFolder();
        await using var server = await ServeProcess.StartAsync(store.File("store"));
        await using var traffic = await FlowTraffic.MakeAsync(new Uri(server.Grpc));
        await using var prometheus = PrometheusProcess.Start(program!, store.File("prometheus"), new Uri(server.Web));
        foreach (var query in Core)
        {
            (await prometheus.CountSeriesAsync(query)).ShouldBeGreaterThan(0, query);
        }

        // Hubs are never labels: their number has no bound.
        (await prometheus.CountSeriesAsync("count({__name__=~\"megaregion.*\"}) > 20")).ShouldBe(1);
        (await prometheus.CountSeriesAsync("absent({__name__=~\".+\", hub=~\".+\"})")).ShouldBe(1);
    }
}
