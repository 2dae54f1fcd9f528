using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Queries;
using MegaRegion.Grains.Tests.Support;
using MegaRegion.Testing;

namespace MegaRegion.Grains.Tests;

public class FlowQueriesTests
{
    private static readonly PlaceId NorthHub = new("hub:01100-a");

    [Fact]
    public async Task A_flow_counts_at_the_level_of_its_ends_and_at_every_level_above()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitNextAsync(NorthHub, country.Flow(NorthHub, "hub:03201-a", 1));
        await country.SubmitNextAsync(NorthHub, country.Flow(NorthHub, "jp:03201", 10));
        await country.SubmitNextAsync(
            SmallCountry.Observatory, new Flow(new("jp:01"), new("jp:03"), Layer.People, 100, country.Now));
        await country.SubmitNextAsync(
            SmallCountry.VirtualHub, new Flow(new("region:north"), new("region:south"), Layer.People, 1_000, country.Now));
        await country.SettleAsync();

        await ShouldHoldAsync(country, Level.Hub, ("hub:01100-a", "hub:03201-a", 1));
        await ShouldHoldAsync(country, Level.City, ("jp:01100", "jp:03201", 11));
        await ShouldHoldAsync(country, Level.Prefecture, ("jp:01", "jp:03", 111));
        await ShouldHoldAsync(country, Level.Region, ("region:north", "region:south", 1_111));
        await ShouldHoldAsync(country, Level.MegaRegion, ("mega:jp", "mega:jp", 1_111));
    }

    [Fact]
    public async Task An_observatory_of_a_prefecture_may_report_flows_between_cities()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitNextAsync(
            SmallCountry.Observatory, new Flow(new("jp:01100"), new("jp:03201"), Layer.Goods, 7, country.Now));
        await country.SubmitNextAsync(NorthHub, country.Flow(NorthHub, "jp:03201", 5, Layer.Goods));
        await country.SettleAsync();
        await ShouldHoldAsync(country, Level.City, ("jp:01100", "jp:03201", 12));
    }

    [Fact]
    public async Task Bounds_below_the_level_are_told_apart()
    {
        await using var country = await CrossFlowsAsync();
        var all = Query(Level.Region) with { DestinationWithin = SmallCountry.Number("jp:03") };
        (await SumAsync(country, all)).ShouldBe(43);
        (await SumAsync(country, all with { OriginWithin = SmallCountry.Number("jp:02") })).ShouldBe(2);
        (await SumAsync(country, all with { OriginWithin = SmallCountry.Number("jp:01100") })).ShouldBe(1);
        (await SumAsync(country, all with { OriginWithin = SmallCountry.Number("region:south") })).ShouldBe(40);
        (await SumAsync(country, all with { OriginWithin = SmallCountry.Number("jp:01202") })).ShouldBe(0);
    }

    [Fact]
    public async Task Internal_flows_can_be_left_out_and_layers_chosen()
    {
        await using var country = await CrossFlowsAsync();
        (await SumAsync(country, Query(Level.Prefecture))).ShouldBe(1 + 2 + 40);
        (await SumAsync(country, Query(Level.Prefecture) with { ExcludeInternal = true })).ShouldBe(3);
        (await SumAsync(country, Query(Level.Prefecture) with { Layers = LayerSet.Of([Layer.Goods]) })).ShouldBe(40);
    }

    [Fact]
    public async Task Balances_tell_what_came_left_and_stayed()
    {
        await using var country = await CrossFlowsAsync();
        var balances = await country.Queries.GetBalancesAsync(Query(Level.Region), CancellationToken.None);
        balances.ShouldBe(
        [
            new Balance(SmallCountry.Number("region:north"), Layer.People, 0, 3, 0),
            new Balance(SmallCountry.Number("region:south"), Layer.People, 3, 0, 0),
            new Balance(SmallCountry.Number("region:south"), Layer.Goods, 0, 0, 40),
        ]);
        balances.Sum(balance => balance.Net).ShouldBe(0);
    }

    [Fact]
    public async Task The_top_pairs_of_each_layer_come_largest_first()
    {
        await using var country = await CrossFlowsAsync();
        var top = await country.Queries.GetTopPairsAsync(Query(Level.City), 1, CancellationToken.None);
        top.Select(pair => (pair.Pair.Layer, pair.Quantity)).ShouldBe([(Layer.People, 2), (Layer.Goods, 40)]);
    }

    [Fact]
    public async Task History_keeps_windows_apart_and_time_bounds_are_widened_to_whole_windows()
    {
        await using var country = await Country.StartAsync();
        var noon = country.Now.UnixMilliseconds + 43_200_000;
        country.Time.Advance(TimeSpan.FromHours(14));
        for (var minutes = 0; minutes < 120; minutes += 30)
        {
            await country.SubmitNextAsync(
                NorthHub, country.Flow(NorthHub, "jp:03201", 1 + minutes) with { EventTime = new(noon + (minutes * 60_000)) });
        }

        await country.SettleAsync();
        var hours = Query(Level.City) with { WindowSize = WindowSize.Hour };
        (await country.Queries.GetHistoryAsync(hours, CancellationToken.None))
            .Select(cell => (cell.Window.StartUnixMilliseconds - noon, cell.Quantity))
            .ShouldBe([(0, 32), (3_600_000, 152)]);
        (await SumAsync(country, hours with { FromUnixMilliseconds = noon + 3_700_000 })).ShouldBe(152);
        (await SumAsync(country, hours with { ToUnixMilliseconds = noon + 1 })).ShouldBe(32);
        (await SumAsync(country, hours with { ToUnixMilliseconds = noon })).ShouldBe(0);
    }

    private static async Task<Country> CrossFlowsAsync()
    {
        var country = await Country.StartAsync();
        await country.SubmitNextAsync(NorthHub, country.Flow(NorthHub, "jp:03201", 1));
        await country.SubmitNextAsync(new("hub:02201-a"), country.Flow(new("hub:02201-a"), "jp:03201", 2));
        await country.SubmitNextAsync(new("hub:03201-a"), country.Flow(new("hub:03201-a"), "jp:03201", 40, Layer.Goods));
        await country.SettleAsync();
        return country;
    }

    private static FlowQuery Query(Level level) => new(level, LayerSet.All);

    private static async Task<long> SumAsync(Country country, FlowQuery query) =>
        (await country.Queries.GetOdMatrixAsync(query, CancellationToken.None)).Sum(total => total.Quantity);

    private static async Task ShouldHoldAsync(Country country, Level level, params (string Origin, string Destination, long Quantity)[] rows) =>
        (await country.Queries.GetOdMatrixAsync(Query(level), CancellationToken.None))
            .Select(total => (Id(total.Pair.Origin), Id(total.Pair.Destination), total.Quantity))
            .ShouldBe(rows, $"{level}");

    private static string Id(PlaceNumber number) => SmallCountry.Directory.Find(number)!.Place.Id.Value;
}
