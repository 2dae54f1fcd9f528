using MegaRegion.Modelling.Demand;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Tests.Japan;

public sealed class JapanInputsTests
{
    [Fact]
    public void The_zones_are_those_of_the_survey()
    {
        var inputs = Shipped.Inputs;
        inputs.Zones.Count.ShouldBe(50);
        Pairs().Count(pair => inputs.IsSurveyed(pair.I, pair.J)).ShouldBe(2420);
        inputs.IsSurveyed(Shipped.Zone("Tokyo"), Shipped.Zone("Kanagawa")).ShouldBeFalse();
        Pairs().Where(pair => !inputs.IsSurveyed(pair.I, pair.J)).Sum(pair => inputs.AllTrips(2010)[pair.I, pair.J]).ShouldBe(0);
    }

    [Fact]
    public void The_weights_of_a_zones_cities_add_up_to_one()
    {
        foreach (var zone in Shipped.Inputs.Cities.GroupBy(city => city.Zone))
            zone.Sum(city => city.Weight).ShouldBe(1, 1e-12);
        Shipped.Inputs.Cities.Select(city => city.Zone).Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public void Observed_trips_of_2010_are_the_published_total_without_ships() =>
        Shipped.Inputs.AllTrips(2010).Total().ShouldBe((75_732 + 266_053 + 41_939 + 1_259_384) * 1000.0, 200_000);

    [Theory]
    [InlineData(1990, "S:仙台", "S:山形", false)]
    [InlineData(2010, "S:仙台", "S:盛岡", true)]
    [InlineData(2010, "S:東京", "S:金沢", false)]
    [InlineData(2020, "S:東京", "S:金沢", true)]
    public void A_shinkansen_runs_from_the_year_in_which_both_its_ends_were_open(int year, string from, string to, bool runs) =>
        Shipped.Inputs.Links.Any(link => link.Kind == LinkKind.Shinkansen && link.IsServed(year)
            && string.Equals(link.From, from, StringComparison.Ordinal) && string.Equals(link.To, to, StringComparison.Ordinal)).ShouldBe(runs);

    [Fact]
    public void What_is_only_planned_runs_in_no_year()
    {
        var planned = Shipped.Inputs.Links.Where(link => link.Kind == LinkKind.Maglev).ToList();
        planned.ShouldNotBeEmpty();
        planned.ShouldAllBe(link => !link.IsServed(2010) && !link.IsServed(2050));
    }

    [Fact]
    public void Gravity_between_prefectures_repeats_the_reference_computed_by_others()
    {
        var inputs = Shipped.Inputs;
        PrefectureFits.Fit(inputs, inputs.Migration[2019], Deterrence.Power).Value["ln cost"].Value.ShouldBe(-0.866155, 2e-6);
        PrefectureFits.Fit(inputs, inputs.Migration[2025], Deterrence.Exponential).Value["cost"].Value.ShouldBe(-0.003032, 2e-6);
        PrefectureFits.Fit(inputs, inputs.Freight, Deterrence.Power).Value["ln cost"].Value.ShouldBe(-1.266228, 2e-6);
    }

    [Fact]
    public void Layers_move_together_between_prefectures_and_their_coupling_is_told()
    {
        var inputs = Shipped.Inputs;
        var coupling = JapanCoupling.Estimate(inputs).Value;
        coupling[0, 2].ShouldBeGreaterThan(2 * coupling.StandardError[0, 2], "people visit where people have moved from");
        coupling.Respond([0.1, 0, 0]).IsOk.ShouldBe(coupling.IsStable);
        inputs.PrefectureTrips2010.Total().ShouldBeGreaterThan(inputs.AllTrips(2010).Total(), "ships count here, trips inside Hokkaido are on the diagonal");
    }

    private static IEnumerable<(int I, int J)> Pairs() =>
        from i in Enumerable.Range(0, 50) from j in Enumerable.Range(0, 50) where i != j select (i, j);
}
