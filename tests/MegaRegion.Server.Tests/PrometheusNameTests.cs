using MegaRegion.Server.Telemetry.Prometheus;
using OpenTelemetry.Metrics;

namespace MegaRegion.Server.Tests;

public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("megaregion.flow.commit.duration", "s", MetricType.Histogram, "megaregion_flow_commit_duration_seconds")]
    [InlineData("dotnet.process.memory.working_set", "By", MetricType.LongSumNonMonotonic, "dotnet_process_memory_working_set_bytes")]
    [InlineData("megaregion.flow.accepted", "{flow}", MetricType.LongSum, "megaregion_flow_accepted")]
    [InlineData("requests.total", "", MetricType.LongSum, "requests")]
    [InlineData("limit.utilisation", "1", MetricType.DoubleGauge, "limit_utilisation_ratio")]
    [InlineData("transfer", "By/s", MetricType.DoubleGauge, "transfer_bytes_per_second")]
    [InlineData("orleans-app-requests", "", MetricType.LongSum, "orleans_app_requests")]
    [InlineData("wait.seconds", "s", MetricType.Histogram, "wait_seconds")]
    [InlineData("9lives", "", MetricType.LongGauge, "_9lives")]
    public void A_name_becomes_a_family(string instrument, string unit, MetricType type, string expected) =>
        PrometheusName.Of(instrument, PrometheusName.UnitOf(unit, type)).ShouldBe(expected);
}
