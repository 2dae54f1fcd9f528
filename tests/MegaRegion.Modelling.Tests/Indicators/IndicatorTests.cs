using MegaRegion.Modelling.Indicators;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Indicators;

public class IndicatorTests
{
    [Fact]
    public void Concentration_of_equal_zones_is_least_and_of_one_zone_greatest()
    {
        Concentration.Herfindahl([2, 2, 2, 2]).ShouldBe(0.25);
        Concentration.Herfindahl([0, 8, 0, 0]).ShouldBe(1);
        Concentration.Theil([2, 2, 2, 2], [1, 1, 1, 1]).ShouldBe(0);
        Concentration.Theil([0, 8, 0, 0], [1, 1, 1, 1]).ShouldBe(Math.Log(4), 1e-15);
        Concentration.Theil([1, 3], [10, 30]).ShouldBe(0, 1e-15, "spread as people are");
    }

    [Fact]
    public void Straw_index_tells_the_drained_from_those_who_drain()
    {
        var flows = new OdMatrix(3, [9, 4, 0, 1, 9, 1, 0, 0, 9]);
        var straw = Concentration.Straw(flows);
        straw[0].ShouldBe(-0.6);
        straw[1].ShouldBe((4.0 - 2) / 6);
        straw[2].ShouldBe(1);
        Concentration.StrawShift(flows, flows).ShouldBe(0);
        Concentration.StrawShift(flows, new OdMatrix(3, [9, 5, 0, 0, 9, 1, 0, 0, 9])).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Access_counts_powers_of_two_within_the_limit()
    {
        var cost = new OdMatrix(3, [0, 30, 90, 30, 0, 60, double.PositiveInfinity, 60, 0]);
        Access.Within(cost, [1, 2, 4], 60).ShouldBe([3, 7, 6]);
        Access.Hansen(cost, [1, 2, 4], 0).ShouldBe([7, 7, 6]);
        Access.Hansen(cost, [1, 2, 4], 0.1)[0].ShouldBe(1 + (2 * Math.Exp(-3)) + (4 * Math.Exp(-9)), 1e-12);
    }

    [Fact]
    public void A_service_is_carried_where_its_market_reaches_the_threshold()
    {
        var carried = Access.Carries([500, 20_000, 90_000], [10_000, 90_000]);
        carried[0].ShouldBe([false, true, true]);
        carried[1].ShouldBe([false, false, true]);
    }
}
