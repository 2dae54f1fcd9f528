using System.Collections.Concurrent;
using System.Diagnostics;
using MegaRegion.TestServer;

namespace MegaRegion.Client.Tests.Telemetry;

public sealed class TraceTests : ClientTest
{
    [Fact]
    public async Task A_reports_trace_goes_from_the_client_through_the_gateway_to_the_grain()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("MegaRegion.", StringComparison.Ordinal)
                || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var caller = new Activity("caller").Start();
        await using var client = NewClient();

        await client.ReportAsync([Sample.Flow()], Cancel);

        var own = spans.Where(span => span.TraceId == caller.TraceId).ToList();
        var report = own.Single(span => span.Source.Name == "MegaRegion.Client");
        report.ParentSpanId.ShouldBe(caller.SpanId);
        var submit = own.Single(span => span.Source.Name == "MegaRegion.Gateway");
        submit.ParentSpanId.ShouldBe(report.SpanId);
        own.ShouldContain(span => span.Source.Name == "Microsoft.Orleans.Application" && span.ParentSpanId == submit.SpanId);
    }
}
