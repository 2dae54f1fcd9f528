using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Queries;

public sealed class KeptWindowsTests : ServerTest
{
    private const long DayMs = 86_400_000;
    private const long FirstDay = Sample.DayMs;
    private const long LastDay = Sample.DayMs + (10 * DayMs);
    private const long OldestDay = LastDay - (3 * DayMs);

    protected override TestServerOptions Options => new()
    {
        Grains = grains => (grains.HourHorizon, grains.DayHorizon) = (TimeSpan.FromDays(3), TimeSpan.FromDays(3)),
    };

    [Theory]
    [InlineData(WindowSize.Day, OldestDay - 1, 0, "from_ms")]
    [InlineData(WindowSize.Day, 0, LastDay, "from_ms")]
    [InlineData(WindowSize.Minute, FirstDay, 0, "from_ms")]
    [InlineData(WindowSize.Minute, 0, FirstDay, "to_ms")]
    public async Task A_query_behind_the_kept_windows_is_refused_with_the_first_moment_there_is(
        WindowSize size, long from, long to, string field)
    {
        await ReportAsync();

        var detail = await FailsAsync(ErrorCode.InvalidField, StatusCode.InvalidArgument, () => QueryAsync(size, from, to));

        detail.Field.ShouldBe(field);
        detail.Message.ShouldContain("no longer kept");
    }

    [Theory]
    [InlineData(WindowSize.Day, 0, 0, 15)]
    [InlineData(WindowSize.Day, OldestDay, 0, 5)]
    [InlineData(WindowSize.Day, OldestDay, LastDay, 0)]
    [InlineData(WindowSize.Minute, 0, 0, 5)]
    public async Task A_query_within_the_kept_windows_is_answered(WindowSize size, long from, long to, long expected)
    {
        await ReportAsync();

        (await QueryAsync(size, from, to)).Cells.Sum(cell => cell.Quantity).ShouldBe(expected);
    }

    private async Task ReportAsync()
    {
        // In one report: the older day is behind the horizon when it comes, so watchers never see it.
        await SubmitAsync(
            1, [Sample.Flow(quantity: 10, eventTimeMs: FirstDay + 1), Sample.Flow(quantity: 5, eventTimeMs: LastDay + 1)]);
        await WaitForTotalAsync(Level.Region, Layer.People, 5);
        await WaitForTotalAsync(Level.MegaRegion, Layer.People, 5);
    }

    private async Task<QueryFlowsResponse> QueryAsync(WindowSize size, long from, long to) =>
        await Server.Flows.QueryFlowsAsync(
            new QueryFlowsRequest { Level = Level.Region, View = FlowView.OdMatrix, WindowSize = size, FromMs = from, ToMs = to },
            cancellationToken: Cancel);
}
