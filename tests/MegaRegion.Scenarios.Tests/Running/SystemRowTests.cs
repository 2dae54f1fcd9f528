using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Tests.Running;

/// <summary>One test for each row of the catalogue of systems that scenarios answer, through the public runner and the shipped documents.</summary>
public sealed class SystemRowTests
{
    [Fact]
    public void S02_tsuruoka_gains_visits_and_access_when_the_expressway_is_closed_and_when_flights_and_beds_are_added()
    {
        var road = Run("sea-of-japan-expressway");
        var niigata = Row(road, "visits", "06203 → jp:15");
        Value(road, "visits", niigata, "minutesAfter").ShouldBeLessThan(Value(road, "visits", niigata, "minutes") - 30);
        Value(road, "visits", niigata, "change").ShouldBeGreaterThan(0);
        road.Table("contributions")!.Rows.Count.ShouldBe(2);
        road.Table("contributions")!.Rows.Sum(row => row.Numbers[0]!.Value).ShouldBe(road.FigureOf("people.trips")!.Change, 1);

        var air = Run("shonai-flights");
        var tokyo = Row(air, "visits", "06203 → jp:13");
        (Value(air, "visits", tokyo, "minutes") - Value(air, "visits", tokyo, "minutesAfter")).ShouldBe(1020.0 / 4 / 4 / 2, 1e-6, "half of a quarter of the headway of four flights");
        air.FigureOf("people.air")!.Change.ShouldBeGreaterThan(0);
        Value(air, "visits", Row(air, "visits", "06203 → all"), "percent").ShouldBeGreaterThan(1);
    }

    [Fact]
    public void S12_the_rule_lists_the_centre_cities_and_explains_every_yes_and_no()
    {
        var run = Run("settlement-tsuruoka");
        var table = run.Table("centres")!;
        table.Rows.ShouldAllBe(row => (row.Texts[2] == "yes" || row.Texts[2] == "no") && row.Texts[3].Length > 0);
        Row(run, "centres", "jp:06203").Texts[2].ShouldBe("yes");
        Row(run, "centres", "jp:14201").Texts[3].ShouldContain("metropolitan");
        Row(run, "centres", "jp:01217").Texts[3].ShouldContain("by day", Case.Sensitive, "Ebetsu sends people to Sapporo");
        table.Rows.Count(row => row.Texts[2] == "yes").ShouldBeInRange(109, 200, "109 areas existed in 2016, 140 were the target");
        foreach (var row in table.Rows.Where(row => row.Texts[2] == "yes"))
        {
            row.Numbers[0]!.Value.ShouldBeGreaterThan(40_000);
            row.Numbers[2]!.Value.ShouldBeGreaterThanOrEqualTo(1);
        }
    }

    [Fact]
    public void S13_core_cities_qualify_alone_or_with_a_neighbour_within_an_hour()
    {
        var run = Run("settlement-tsuruoka");
        Row(run, "centres", "jp:34100").Texts[5].ShouldContain("designated city");
        Row(run, "centres", "jp:06201").Texts[4].ShouldBe("yes");
        Row(run, "centres", "jp:06203").Texts[4].ShouldBe("yes", "Sakata is near and has 100,000");
        Row(run, "centres", "jp:06203").Texts[5].ShouldContain("酒田市");
        Row(run, "centres", "jp:05203").Texts[4].ShouldBe("no");
    }

    [Fact]
    public void S14_services_are_lost_under_the_population_of_2050_and_more_people_would_keep_them()
    {
        var run = Run("population-2050");
        var services = run.Table("services")!;
        services.Rows.Take(8).ShouldAllBe(row => row.Numbers[3] < row.Numbers[2] && row.Numbers[4] > 0);
        services.Rows[8].Numbers[3]!.Value.ShouldBeLessThan(services.Rows[8].Numbers[2]!.Value, "fewer cities of 300,000, as the papers expect");
        var lost = run.Table("services-cities")!.Rows.First(row => row.Texts[3] == "loses");
        lost.Numbers[2]!.Value.ShouldBeGreaterThanOrEqualTo(50);
        lost.Numbers[3]!.Value.ShouldBeLessThan(50);
    }

    [Fact]
    public void S15_small_bases_bring_residents_without_a_car_within_reach()
    {
        var run = Run("small-bases");
        var (half, hour) = (Row(run, "bases", "jp:39412 → 30 min"), Row(run, "bases", "jp:39412 → 60 min"));
        Value(run, "bases", half, "change").ShouldBeGreaterThan(1000);
        Value(run, "bases", hour, "after").ShouldBeInRange(Value(run, "bases", half, "after"), Value(run, "bases", hour, "residents"));
        Value(run, "bases", half, "residents").ShouldBeLessThan(ShippedWorld.World.Municipality(new("jp:39412"))!.Population2020);
    }

    [Fact]
    public void S16_the_effect_of_a_designation_is_reported_by_itself()
    {
        var run = Run("jobs-3000");
        var designation = run.Table("designations")!.Rows.Single();
        designation.Texts[1].ShouldBe("地方拠点都市");
        designation.Numbers[0]!.Value.ShouldBeGreaterThan(0);
        designation.Numbers[0]!.Value.ShouldBeLessThan(run.FigureOf("people.trips")!.Change, "the jobs have their part");
        designation.Numbers[4]!.Value.ShouldBeGreaterThan(0, "2 percent more money goes to the city");
    }

    [Fact]
    public void S17_prefectures_show_what_they_earn_outside_and_what_drains()
    {
        var run = Run("jobs-3000");
        var rows = run.Table("earnings")!.Rows;
        rows.Count.ShouldBe(47);
        rows.Sum(row => row.Numbers[1]!.Value - row.Numbers[2]!.Value).ShouldBe(0, 1e6, "what is above the national structure is below it elsewhere");
        Row(run, "earnings", "jp:23").Texts[2].ShouldBe("輸送用機械");
        Value(run, "earnings", Row(run, "earnings", "jp:45"), "income").ShouldBe(3000 * 4_000_000.0, 1);
        rows.Sum(row => row.Numbers[4]!.Value).ShouldBe(0, 1e3, "money that arrives has left");
    }

    [Fact]
    public void S18_more_people_are_within_two_and_three_hours_and_nobody_loses_access()
    {
        var run = Run("maglev-osaka");
        var table = run.Table("access")!;
        table.Rows.Count.ShouldBe(111);
        table.Rows.ShouldAllBe(row => row.Numbers[2] >= 0 && row.Numbers[5] >= 0 && row.Numbers[8] >= 0);
        Value(run, "access", Row(run, "access", "13100"), "within2hChange").ShouldBeGreaterThan(0, "Tokyo reaches Osaka in two hours");
        foreach (var key in (string[])["access.2h", "access.3h"])
            run.FigureOf(key)!.Change.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void S19_the_maglev_solves_to_the_gap_and_shows_who_gains_and_who_is_drained()
    {
        var run = Run("maglev-nagoya");
        run.Convergence.StopReason.ShouldBe("gapReached");
        run.Convergence.RelativeGap.ShouldBeLessThanOrEqualTo(1e-6);
        run.Convergence.CouplingResidual.ShouldBeLessThan(1e-12);
        var aichi = Row(run, "zones", "jp:23");
        aichi.Texts[3].ShouldBe("wins");
        Value(run, "zones", aichi, "change").ShouldBeGreaterThan(100 * Value(run, "zones", aichi, "noise"));
        run.Table("zones")!.Rows.ShouldContain(row => row.Numbers[8] > 0 && row.Numbers[8] != 0, "some zones draw more than they send");
        run.Table("zones")!.Rows.ShouldContain(row => row.Numbers[8] < 0);
        var rail = run.FigureOf("people.rail")!;
        (rail.Low < rail.Change && rail.Change < rail.High).ShouldBeTrue();
        run.Table("causes")!.Rows[0].Texts[3].ShouldBe("rail time");
        Run("maglev-osaka").FigureOf("people.rail")!.Change.ShouldBeGreaterThan(rail.Change);
    }

    [Fact]
    public void S19_the_maglev_carries_travellers_when_the_tokaido_is_cut()
    {
        var without = Run("tokaido-cut");
        var with = ScenarioRunner.Run(ShippedWorld.Model, Light("tokaido-cut-with-maglev"), ShippedWorld.Document("maglev-nagoya")).Value.Result;
        without.FigureOf("people.unmet")!.Change.ShouldBeGreaterThan(2 * with.FigureOf("people.unmet")!.Change);
        without.FigureOf("people.unmet")!.Change.ShouldBe(-without.FigureOf("people.trips")!.Change * 30 / 365, 1);
        with.FigureOf("people.trips")!.Before.ShouldBe(Run("maglev-nagoya").FigureOf("people.trips")!.After, 2e-6 * 1.6e9);
        with.Convergence.RelativeGap.ShouldBeLessThanOrEqualTo(1e-6);
    }

    [Fact]
    public void S20_every_layer_shows_its_convection_share_with_sink_and_source()
    {
        var run = Run("event-osaka");
        var rows = run.Table("convection")!.Rows;
        rows.Select(row => row.Texts[0]).ShouldBe(["people", "goods", "money", "information"]);
        rows.ShouldAllBe(row => row.Numbers[0] >= 0 && row.Numbers[0] <= 1 && row.Numbers[1] >= 0 && row.Numbers[1] <= 1);
        rows[2].Texts[2].ShouldBe("jp:13", "donations drain from Tokyo");
        run.FigureOf("people.concentration")!.Change.ShouldBeGreaterThan(0, "an event concentrates arrivals");
    }

    [Fact]
    public void S25_the_attractiveness_of_hubs_is_explained_by_its_factors()
    {
        var rows = Run("maglev-osaka").Table("attractiveness")!.Rows;
        rows.Count.ShouldBeGreaterThan(20);
        foreach (var row in rows)
            Math.Log(row.Numbers[1]!.Value).ShouldBe(row.Numbers.Skip(3).Sum(part => part!.Value), 1e-9);
        rows.ShouldAllBe(row => row.Numbers[2] >= -1e-9, "a faster train takes reach from nobody");
    }

    [Fact]
    public void S26_indicators_of_two_runs_stand_against_each_other_with_noise_and_a_reason()
    {
        var comparison = Comparing.RunComparison.Between(Run("maglev-nagoya"), Run("maglev-osaka"));
        var rail = comparison.Headline.Single(figure => figure.Key == "people.rail");
        rail.Difference.ShouldBeGreaterThan(0);
        rail.IsBeyondNoise.ShouldBeTrue();
        rail.Percent!.Value.ShouldBe(100 * rail.Difference / rail.First, 1e-9);
        comparison.Headline.Single(figure => figure.Key == "access.1h").IsBeyondNoise.ShouldBeFalse();
        comparison.Explanation.Rows[0].Texts[3].ShouldStartWith("rail");
        comparison.Tables.Select(table => table.Key).ShouldBe(["regions", "zones", "modes", "causes", "links", "attractiveness"]);
        var same = Comparing.RunComparison.Between(Run("maglev-nagoya"), Run("maglev-nagoya"));
        same.Explanation.Rows.ShouldBeEmpty();
        same.Headline.ShouldAllBe(figure => !figure.IsBeyondNoise);
    }

    [Fact]
    public void S27_a_change_of_people_moves_the_other_layers_by_the_stated_elasticities()
    {
        var run = ShippedWorld.Run(ShippedWorld.With("  - demand: {layer: people, factor: 1.1}", "convection"));
        var gamma = ShippedWorld.Model.Coupling;
        var settled = gamma.Respond([Math.Log(1.1), 0, 0, 0]).Value;
        settled.Residual.ShouldBeLessThan(1e-12);
        var flows = run.Result.Flows;
        var pair = (12 * 47) + 26; // Tokyo to Osaka: surveyed, so people travel on it.
        for (var layer = 1; layer < 4; layer++)
            Math.Log(flows[layer].After[pair] / flows[layer].Before[pair]).ShouldBe(settled.Change[layer], 1e-9);
        run.Result.FigureOf("people.trips")!.After.ShouldBe(ShippedWorld.World.Inputs.AllTrips(2010).Total() * Math.Exp(settled.Change[0]), 2e-3 * 1.6e9, "trips inside a prefecture answer to nothing");
        run.Result.Convergence.SpectralRadius.ShouldBeInRange(0.01, 0.9);

        var alone = ShippedWorld.Run(ShippedWorld.With("  - demand: {layer: people, factor: 1.1}", "convection", ", coupling: off")).Result;
        for (var layer = 1; layer < 4; layer++)
            alone.Flows[layer].After.ShouldBe(alone.Flows[layer].Before);
    }

    [Fact]
    public void Years_follow_each_other_and_nothing_moves_without_a_change()
    {
        var still = ShippedWorld.Run(ShippedWorld.With("", "dynamics", ", dynamics: {until: 2040, step: 10}")).Result.Table("dynamics")!;
        still.Rows.Select(row => row.Texts[0]).ShouldBe(["2020", "2030", "2040"]);
        still.Rows.ShouldAllBe(row => row.Numbers[3] == 1 && row.Numbers[4] == 1 && row.Numbers[0] == still.Rows[0].Numbers[0]);
        var run = Run("population-2050").Table("dynamics")!;
        run.Rows.Select(row => row.Numbers[0]!.Value).ShouldBeInOrder(SortDirection.Descending);
        run.Rows[^1].Numbers[4]!.Value.ShouldBeLessThan(1);
    }

    private static readonly Dictionary<string, ScenarioResult> Kept = new(StringComparer.Ordinal);

    // Tests of a class run one after the other.
    private static ScenarioResult Run(string name)
    {
        if (!Kept.TryGetValue(name, out var result))
            Kept.Add(name, result = ShippedWorld.Run(Light(name)).Result);
        return result;
    }

    private static Scenarios.Language.ScenarioDocument Light(string name)
    {
        var document = ShippedWorld.Document(name);
        return document with { Solve = document.Solve with { Draws = 5 } };
    }

    private static ResultRow Row(ScenarioResult result, string table, string name) =>
        result.Table(table)!.Rows.Single(row => string.Equals(result.Table(table)!.NameOf(row), name, StringComparison.Ordinal));

    private static double Value(ScenarioResult result, string table, ResultRow row, string column) =>
        row.Numbers[result.Table(table)!.Columns.Where(c => c.IsNumber).ToList().FindIndex(c => c.Key == column)]!.Value;
}
