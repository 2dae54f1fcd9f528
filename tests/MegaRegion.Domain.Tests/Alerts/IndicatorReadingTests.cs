using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Alerts;

public class IndicatorReadingTests
{
    private static readonly (AlertIndicator Indicator, long? Expected)[] Hand =
    [
        (AlertIndicator.Inflow, 70), (AlertIndicator.Outflow, 20), (AlertIndicator.Between, 20), (AlertIndicator.NetInflow, 50),
        (AlertIndicator.InflowShare, 777),
    ];

    [Fact]
    public void The_formulas_give_what_is_computed_by_hand()
    {
        (PairKey, long)[] totals =
        [
            (Pair("region:south", "region:north"), 70), (Pair("region:north", "region:south"), 20),
            (Pair("region:north", "region:north"), 1_000), (Pair("region:south", "region:north", Layer.Goods), 5_000),
        ];
        foreach (var (indicator, expected) in Hand)
        {
            var rule = Rules.Surge with { Indicator = indicator, Destination = indicator == AlertIndicator.Between ? "region:south" : "" };
            IndicatorReading.Of(rule, SmallCountry.Directory, totals).ShouldBe(expected, indicator.ToString());
        }

        var within = Rules.Surge with { Indicator = AlertIndicator.Between, Destination = "region:north" };
        IndicatorReading.Of(within, SmallCountry.Directory, totals).ShouldBe(1_000);
    }

    [Fact]
    public void What_comes_in_somewhere_left_somewhere_and_shares_are_parts_of_the_whole() =>
        Generated.ForAll(Generated.Report, flows =>
        {
            var totals = flows.GroupBy(flow => Pair(flow.Origin.Value, flow.Destination.Value, flow.Layer).RollUp(SmallCountry.Directory, Level.Prefecture))
                .Where(pair => LevelOf(pair.Key.Origin) == Level.Prefecture && LevelOf(pair.Key.Destination) == Level.Prefecture)
                .Select(pair => (pair.Key, pair.Sum(flow => flow.Quantity)))
                .ToList();
            string[] places = ["jp:01", "jp:02", "jp:03"];
            long?[] Values(AlertIndicator indicator) => Array.ConvertAll(
                places, place => IndicatorReading.Of(Rules.Surge with { Indicator = indicator, Place = place }, SmallCountry.Directory, totals));

            var moved = totals.Where(total => total.Key.Layer == Layer.People && total.Key.Origin != total.Key.Destination).Sum(total => total.Item2);
            Values(AlertIndicator.Inflow).Sum().ShouldBe(moved);
            Values(AlertIndicator.Outflow).Sum().ShouldBe(moved);
            Values(AlertIndicator.NetInflow).Sum().ShouldBe(0);
            var shares = Values(AlertIndicator.InflowShare);
            shares.ShouldAllBe(share => share.HasValue == (moved > 0));
            if (moved > 0)
                shares.Sum()!.Value.ShouldBeInRange(1_000 - places.Length + 1, 1_000);
        });

    [Fact]
    public void Sums_beyond_64_bits_stay_at_the_largest_number() =>
        IndicatorReading.Of(
            Rules.Surge,
            SmallCountry.Directory,
            [(Pair("region:south", "region:north"), long.MaxValue), (Pair("mega:jp", "region:north"), 5)]).ShouldBe(long.MaxValue);

    [Fact]
    public void The_window_is_of_the_whole_minutes_that_ended_last()
    {
        var noon = Generated.Noon.UnixMilliseconds;
        IndicatorReading.WindowAt(10, noon).ShouldBe((noon - 600_000, noon));
        IndicatorReading.WindowAt(10, noon + 59_999).ShouldBe((noon - 600_000, noon));
        IndicatorReading.WindowAt(10, noon + 60_000).ShouldBe((noon - 540_000, noon + 60_000));
    }

    private static Level LevelOf(PlaceNumber place) => SmallCountry.Directory.LevelOf(place);

    private static PairKey Pair(string origin, string destination, Layer layer = Layer.People) =>
        new(SmallCountry.Number(origin), SmallCountry.Number(destination), layer);
}
