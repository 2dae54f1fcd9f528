using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Queries;

public sealed class QueryFlowsTests : ServerTest
{
    private const long DayMs = 86_400_000;
    private const long FirstDay = Sample.DayMs;
    private const long SecondDay = Sample.DayMs + DayMs;

    [Fact]
    public async Task The_matrix_sums_each_pair_and_layer()
    {
        await ReportSampleAsync();

        var answer = await QueryAsync(new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix });

        answer.Cells.Select(Shown).Order(StringComparer.Ordinal).ShouldBe(
        [
            "jp:01100>jp:01100 People 3",
            "jp:01100>jp:01200 Goods 40",
            "jp:01100>jp:02100 Money 9000",
            "jp:01100>jp:02100 People 17",
            "jp:02100>jp:01100 People 5",
        ]);
        answer.Cells.ShouldAllBe(cell => cell.WindowStartMs == 0);
        answer.NextPageToken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flow_counts_at_its_level_and_above_only()
    {
        await SubmitAsync(
            1, [Sample.Flow(origin: TestPlaces.NorthPrefecture, destination: TestPlaces.SouthPrefecture, quantity: 8)]);
        await WaitForTotalAsync(Level.MegaRegion, Layer.People, 8);

        (await QueryAsync(new QueryFlowsRequest { Level = Level.Region, View = FlowView.OdMatrix }))
            .Cells.Select(Shown).ShouldBe(["region:north>region:south People 8"]);
        (await QueryAsync(new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix })).Cells.ShouldBeEmpty();
    }

    [Fact]
    public async Task Balances_tell_what_came_went_and_stayed()
    {
        await ReportSampleAsync();

        var answer = await QueryAsync(new QueryFlowsRequest
        {
            Level = Level.City,
            View = FlowView.Balances,
            Layers = { Layer.People },
        });

        answer.Balances.Select(row => (row.Place, row.Inflow, row.Outflow, row.Internal, row.Net))
            .OrderBy(row => row.Place, StringComparer.Ordinal)
            .ShouldBe([(TestPlaces.NorthCity, 5, 17, 3, -12), (TestPlaces.SouthCity, 17, 5, 0, 12)]);
    }

    [Fact]
    public async Task Top_pairs_are_the_largest_of_each_layer_largest_first()
    {
        await ReportSampleAsync();

        var answer = await QueryAsync(new QueryFlowsRequest
        {
            Level = Level.City,
            View = FlowView.TopPairs,
            Limit = 2,
        });

        answer.Cells.Select(Shown).ShouldBe(
        [
            "jp:01100>jp:02100 People 17",
            "jp:02100>jp:01100 People 5",
            "jp:01100>jp:01200 Goods 40",
            "jp:01100>jp:02100 Money 9000",
        ]);
    }

    [Fact]
    public async Task History_goes_window_by_window()
    {
        await ReportSampleAsync();

        var answer = await QueryAsync(new QueryFlowsRequest
        {
            Level = Level.Region,
            View = FlowView.History,
            Layers = { Layer.People },
            ExcludeInternal = true,
        });

        answer.Cells.Select(cell => (cell.WindowStartMs, Shown(cell))).ShouldBe(
        [
            (FirstDay, "region:north>region:south People 10"),
            (FirstDay, "region:south>region:north People 5"),
            (SecondDay, "region:north>region:south People 7"),
        ]);
    }

    [Fact]
    public async Task A_time_span_takes_whole_windows()
    {
        await ReportSampleAsync();
        var request = new QueryFlowsRequest { Level = Level.Region, View = FlowView.OdMatrix, Layers = { Layer.People } };
        (request.FromMs, request.ToMs, request.ExcludeInternal) = (SecondDay + 1, SecondDay + 2, true);

        (await QueryAsync(request)).Cells.Select(Shown).ShouldBe(["region:north>region:south People 7"]);
    }

    [Fact]
    public async Task Origin_and_destination_can_be_narrowed()
    {
        await ReportSampleAsync();
        var request = new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix };
        (request.OriginWithin, request.DestinationWithin) = (TestPlaces.South, TestPlaces.NorthPrefecture);

        (await QueryAsync(request)).Cells.Select(Shown).ShouldBe(["jp:02100>jp:01100 People 5"]);
    }

    [Theory]
    [InlineData(FlowView.OdMatrix, 5)]
    [InlineData(FlowView.History, 6)]
    [InlineData(FlowView.Balances, 6)]
    public async Task Pages_together_are_the_whole_answer(FlowView view, int rows)
    {
        await ReportSampleAsync();
        var request = new QueryFlowsRequest { Level = Level.City, View = view };
        var whole = await QueryAsync(request);

        var pages = new QueryFlowsResponse();
        request.Limit = 2;
        do
        {
            var page = await QueryAsync(request);
            (page.Cells.Count + page.Balances.Count).ShouldBeInRange(1, 2);
            pages.Cells.AddRange(page.Cells);
            pages.Balances.AddRange(page.Balances);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        pages.ShouldBe(whole);
        (pages.Cells.Count + pages.Balances.Count).ShouldBe(rows);
    }

    [Fact]
    public async Task A_page_token_belongs_to_its_query()
    {
        await ReportSampleAsync();
        var request = new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix, Limit = 1 };
        var token = (await QueryAsync(request)).NextPageToken;
        token.ShouldNotBeEmpty();

        foreach (var other in new[]
        {
            new QueryFlowsRequest { Level = Level.Region, View = FlowView.OdMatrix, Limit = 1, PageToken = token },
            new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix, PageToken = "x" },
            new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix, PageToken = token + "AAAA" },
            new QueryFlowsRequest { Level = Level.City, View = FlowView.TopPairs, PageToken = token },
        })
        {
            await FailsAsync(ErrorCode.InvalidPageToken, StatusCode.InvalidArgument, () => QueryAsync(other));
        }
    }

    public static TheoryData<string, string> BadRequests => new()
    {
        { "no level", "level" },
        { "level 9", "level" },
        { "no view", "view" },
        { "layer 9", "layers" },
        { "layer 0", "layers" },
        { "window 9", "window_size" },
        { "limit -1", "limit" },
        { "limit 20001", "limit" },
        { "top 1001", "limit" },
        { "turned span", "to_ms" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_bad_field_is_named(string fault, string field)
    {
        var request = new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix };
        switch (fault)
        {
            case "no level": request.Level = Level.Unspecified; break;
            case "level 9": request.Level = (Level)9; break;
            case "no view": request.View = FlowView.Unspecified; break;
            case "layer 9": request.Layers.Add((Layer)9); break;
            case "layer 0": request.Layers.Add(Layer.Unspecified); break;
            case "window 9": request.WindowSize = (WindowSize)9; break;
            case "limit -1": request.Limit = -1; break;
            case "limit 20001": request.Limit = 20_001; break;
            case "top 1001": (request.View, request.Limit) = (FlowView.TopPairs, 1_001); break;
            default: (request.FromMs, request.ToMs) = (2, 1); break;
        }

        var detail = await FailsAsync(ErrorCode.InvalidField, StatusCode.InvalidArgument, () => QueryAsync(request));
        detail.Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("origin_within")]
    [InlineData("destination_within")]
    public async Task An_unknown_place_is_named(string field)
    {
        var request = new QueryFlowsRequest { Level = Level.City, View = FlowView.OdMatrix };
        if (field == "origin_within")
            request.OriginWithin = "hub:nowhere";
        else
            request.DestinationWithin = "hub:nowhere";

        var detail = await FailsAsync(ErrorCode.UnknownPlace, StatusCode.InvalidArgument, () => QueryAsync(request));
        detail.Field.ShouldBe(field);
    }

    /// <summary>
    /// People: Alpha to Beta 10 and, a day later, 7; Beta to Alpha 5; Alpha to Delta, within the city, 3. Goods: Alpha to
    /// Gamma 40. Money: Alpha to Beta 9,000.
    /// </summary>
    private async Task ReportSampleAsync()
    {
        await SubmitAsync(
            1,
            [
                Sample.Flow(quantity: 10, eventTimeMs: FirstDay + 1),
                Sample.Flow(quantity: 7, eventTimeMs: SecondDay + 1),
                Sample.Flow(destination: TestPlaces.Delta, quantity: 3),
                Sample.Flow(destination: TestPlaces.Gamma, layer: Layer.Goods, quantity: 40),
                Sample.Flow(layer: Layer.Money, quantity: 9_000),
            ]);
        await SubmitAsync(
            1, [Sample.Flow(origin: TestPlaces.Beta, destination: TestPlaces.Alpha, quantity: 5)], TestPlaces.Beta);
        foreach (var level in (Level[])[Level.City, Level.Region])
        {
            await WaitForTotalAsync(level, Layer.People, 25);
            await WaitForTotalAsync(level, Layer.Goods, 40);
            await WaitForTotalAsync(level, Layer.Money, 9_000);
        }
    }

    private static string Shown(FlowCell cell) => $"{cell.Origin}>{cell.Destination} {cell.Layer} {cell.Quantity}";

    private async Task<QueryFlowsResponse> QueryAsync(QueryFlowsRequest request) =>
        await Server.Flows.QueryFlowsAsync(request, cancellationToken: Cancel);
}
