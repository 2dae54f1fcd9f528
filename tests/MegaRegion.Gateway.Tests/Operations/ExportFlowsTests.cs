using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Operations;

public sealed class ExportFlowsTests : ServerTest
{
    [Fact]
    public async Task An_export_has_every_flow_as_it_was_reported_in_the_order_of_the_journal()
    {
        var before = Server.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await SubmitAsync(1, [Sample.Flow(quantity: 3), Sample.Flow(layer: Layer.Money, quantity: 500)]);
        await SubmitAsync(1, [Sample.Flow(TestPlaces.Beta, TestPlaces.Alpha)], TestPlaces.Beta);

        var reports = await ExportAsync(new ExportFlowsRequest());

        reports.Select(report => (report.Position, report.Hub, report.Producer, report.Sequence, report.FlowCount))
            .ShouldBe([(1, TestPlaces.Alpha, "p1", 1, 2), (2, TestPlaces.Beta, "p1", 1, 1)]);
        reports[0].Flows.ShouldBe([Sample.Flow(quantity: 3), Sample.Flow(layer: Layer.Money, quantity: 500)]);
        reports[0].AcceptedAtMs.ShouldBeInRange(before, Server.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_long_report_comes_in_parts_that_add_up()
    {
        var flows = Enumerable.Range(1, 12_000).Select(quantity => Sample.Flow(quantity: quantity)).ToArray();
        await SubmitAsync(1, [Sample.Flow()]);
        await SubmitAsync(2, flows);

        var reports = await ExportAsync(new ExportFlowsRequest { AfterPosition = 1 });

        reports.Count.ShouldBeGreaterThan(1);
        reports.ShouldAllBe(report => report.Position == 2 && report.FlowCount == flows.Length);
        reports.Select(report => report.FirstFlow).ShouldBe(
            reports.Select((_, part) => reports.Take(part).Sum(earlier => earlier.Flows.Count)));
        reports.SelectMany(report => report.Flows).ShouldBe(flows);
    }

    [Fact]
    public async Task An_export_begins_and_ends_where_it_was_told()
    {
        for (var sequence = 1; sequence <= 5; sequence++)
            await SubmitAsync(sequence, [Sample.Flow(quantity: sequence)]);

        (await ExportAsync(new ExportFlowsRequest { AfterPosition = 1, ToPosition = 3 }))
            .Select(report => report.Position).ShouldBe([2, 3]);
        (await ExportAsync(new ExportFlowsRequest { AfterPosition = 5 })).ShouldBeEmpty();
        (await ExportAsync(new ExportFlowsRequest { AfterPosition = 4, ToPosition = 99 }))
            .Select(report => report.Position).ShouldBe([5]);
    }

    [Theory]
    [InlineData(-1, 0, "after_position")]
    [InlineData(4, 3, "to_position")]
    public async Task A_span_that_makes_no_sense_is_named(long after, long to, string field)
    {
        var detail = await FailsAsync(
            ErrorCode.InvalidField,
            StatusCode.InvalidArgument,
            () => ExportAsync(new ExportFlowsRequest { AfterPosition = after, ToPosition = to }));
        detail.Field.ShouldBe(field);
    }

    private async Task<List<ExportedReport>> ExportAsync(ExportFlowsRequest request)
    {
        using var call = Server.Operations.ExportFlows(request, cancellationToken: Cancel);
        var reports = new List<ExportedReport>();
        while (await call.ResponseStream.MoveNext(Cancel))
            reports.AddRange(call.ResponseStream.Current.Reports);

        return reports;
    }
}
