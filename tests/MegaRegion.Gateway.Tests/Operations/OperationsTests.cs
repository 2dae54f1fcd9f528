using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Operations;

public sealed class OperationsTests : ServerTest
{
    [Fact]
    public async Task Status_counts_reports_flows_places_and_totals()
    {
        await SubmitAsync(1, [Sample.Flow(quantity: 3), Sample.Flow(layer: Layer.Money, quantity: 500)]);
        await SubmitAsync(2, [Sample.Flow(quantity: 4)]);
        await WaitForTotalAsync(Level.MegaRegion, Layer.People, 7);
        await WaitForTotalAsync(Level.MegaRegion, Layer.Money, 500);

        var status = await Server.Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Cancel);

        status.JournalHead.ShouldBe(2);
        status.Flows.ShouldBe(3);
        status.Places.ShouldBe(TestPlaces.All.Count);
        status.Hubs.ShouldBe(4);
        status.ReportingHubs.ShouldBe(1);
        status.Totals.Select(total => (total.Layer, total.Quantity, total.Flows)).ShouldBe([(Layer.People, 7, 2), (Layer.Money, 500, 1)]);
        status.Edition.ShouldBe("Embedded");
        status.Version.ShouldNotBeEmpty();
        status.UptimeSeconds.ShouldBeGreaterThan(0);
        status.PeakResidentBytes.ShouldBeGreaterThan(1 << 20);
    }

    [Fact]
    public async Task A_verification_ends_with_its_result_and_finds_no_difference()
    {
        for (var sequence = 1; sequence <= 30; sequence++)
            await SubmitAsync(sequence, [Sample.Flow(quantity: sequence)]);

        var responses = await VerifyAsync(new VerifyRequest());

        responses.SkipLast(1).ShouldAllBe(response => response.Result == null && response.ReportsDone <= 30);
        var result = responses[^1].Result;
        result.Reports.ShouldBe(30);
        result.Flows.ShouldBe(30);
        result.Totals.Where(total => total.Quantity > 0).Select(total => (total.Layer, total.Quantity, total.Flows))
            .ShouldBe([(Layer.People, 30 * 31 / 2, 30)]);
        result.Levels.Select(level => level.Level).ShouldBe(
            [Level.Hub, Level.City, Level.Prefecture, Level.Region, Level.MegaRegion]);
        result.Differences.ShouldBe(0);
        result.Conclusive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_bad_number_of_differences_is_named()
    {
        var detail = await FailsAsync(
            ErrorCode.InvalidField,
            StatusCode.InvalidArgument,
            () => VerifyAsync(new VerifyRequest { MaxListed = -1 }));
        detail.Field.ShouldBe("max_listed");
    }

    private async Task<List<VerifyResponse>> VerifyAsync(VerifyRequest request)
    {
        using var call = Server.Operations.Verify(request, cancellationToken: Cancel);
        var responses = new List<VerifyResponse>();
        while (await call.ResponseStream.MoveNext(Cancel))
            responses.Add(call.ResponseStream.Current);

        return responses;
    }
}
