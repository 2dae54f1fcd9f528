using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Tests.Japan;

public sealed class JapanModelTests
{
    private static readonly TravelMode[] Modes = Enum.GetValues<TravelMode>();

    [Fact]
    public void The_estimated_choice_is_one_that_a_traveller_could_make()
    {
        var model = Shipped.Model;
        model.Choice.Fit["hours"].Value.ShouldBeLessThan(-5 * model.Choice.Fit["hours"].RobustStandardError);
        model.Choice.Fit["fare (10,000 yen)"].Value.ShouldBeLessThan(-5 * model.Choice.Fit["fare (10,000 yen)"].RobustStandardError);
        (model.Choice.YenPerMinute * 60).ShouldBeInRange(2000, 6000);
        model.Distribution.LogSumCoefficient.ShouldBeInRange(0.1, 1, "above 1 a better train would draw trips from nowhere");
        model.Assumptions.YenPerMinute.ShouldBe(model.Choice.YenPerMinute, 0.02 * model.Choice.YenPerMinute, "paths are chosen by the same value of time");
    }

    [Fact]
    public void The_distribution_reproduces_the_trips_that_leave_and_reach_every_zone()
    {
        var (observed, fitted, outside) = (Shipped.Inputs.AllTrips(2010), Shipped.Model.Distribution.Fitted(), 0.0);
        var total = observed.Total();
        for (var i = 0; i < 50; i++)
        {
            for (var j = 0; j < 50; j++)
            {
                if (Modes.Any(mode => double.IsFinite(Shipped.Model.Service.Minutes[(int)mode][i, j])))
                    continue;
                outside += observed[i, j];
                observed[i, j] = 0;
            }
        }

        (outside / total).ShouldBeLessThan(0.002, "pairs without any known way stand outside the fit");
        for (var zone = 0; zone < 50; zone++)
            Row(fitted, zone).ShouldBe(Row(observed, zone), 1e-9 * Row(observed, zone));
    }

    [Fact]
    public void The_empty_scenario_gives_the_observed_trips_bit_for_bit()
    {
        var answer = Shipped.Model.Solve(new JapanScenario()).Value;
        foreach (var mode in Modes)
            answer.Trips[(int)mode].Values.ToArray().ShouldBe(Shipped.Model.Observed[(int)mode].Values.ToArray());
        answer.SurplusYen.ShouldBe(0);
        answer.Residuals.ShouldBe([0.0]);
        answer.Converged.ShouldBeTrue();
    }

    [Fact]
    public void Faster_trains_raise_no_cost_and_draw_travellers_from_every_other_mode()
    {
        var answer = Shipped.Model.Solve(new JapanScenario { Edit = Faster }).Value;
        for (var mode = 0; mode < Modes.Length; mode++)
            Dearer(answer.Service, Shipped.Model.Service, mode).ShouldBe(0);
        answer.Trips[(int)TravelMode.Rail].Total().ShouldBeGreaterThan(Shipped.Model.Observed[(int)TravelMode.Rail].Total());
        foreach (var mode in (TravelMode[])[TravelMode.Air, TravelMode.Car, TravelMode.Bus])
            answer.Trips[(int)mode].Total().ShouldBeLessThan(Shipped.Model.Observed[(int)mode].Total());
        answer.SurplusYen.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Without_elastic_demand_a_faster_train_only_moves_trips_between_modes()
    {
        var answer = Shipped.Model.Solve(new JapanScenario { Edit = Faster, IsDemandElastic = false }).Value;
        Modes.Sum(mode => answer.Trips[(int)mode].Total()).ShouldBe(Shipped.Inputs.AllTrips(2010).Total(), 1);
    }

    [Fact]
    public void A_cut_of_the_tokaido_shinkansen_sends_travellers_to_other_modes_and_costs_surplus()
    {
        var answer = Shipped.Model.Solve(new JapanScenario { Edit = link => CrossesNagoya(link) ? null : link }).Value;
        var (tokyo, aichi) = (Shipped.Zone("Tokyo"), Shipped.Zone("Aichi"));
        answer.Trips[(int)TravelMode.Rail][tokyo, aichi].ShouldBeLessThan(0.5 * Shipped.Model.Observed[(int)TravelMode.Rail][tokyo, aichi]);
        answer.Trips[(int)TravelMode.Car][tokyo, aichi].ShouldBeGreaterThan(Shipped.Model.Observed[(int)TravelMode.Car][tokyo, aichi]);
        answer.SurplusYen.ShouldBeLessThan(0);
        answer.Trips.ShouldAllBe(trips => IsFinite(trips));
    }

    [Fact]
    public void The_maglev_crowds_until_demand_and_load_agree_whatever_the_number_of_threads()
    {
        var scenario = new JapanScenario { Added = [.. Shipped.Inputs.Links.Where(link => link.OpenedYear is null)] };
        var one = Shipped.Model.Solve(scenario, new JapanSolveOptions { Residual = 1e-8 }).Value;
        var two = Shipped.Model.Solve(scenario, new JapanSolveOptions { Residual = 1e-8, Workers = 2 }).Value;
        one.Converged.ShouldBeTrue();
        one.Residuals[^1].ShouldBeLessThanOrEqualTo(1e-8);
        one.Residuals[0].ShouldBeGreaterThan(1e-8, "seats are stated, so the first round cannot be exact");
        two.Trips[0].Values.ToArray().ShouldBe(one.Trips[0].Values.ToArray());
        two.SurplusYen.ShouldBe(one.SurplusYen);
        one.Trips[(int)TravelMode.Rail][Shipped.Zone("Tokyo"), Shipped.Zone("Aichi")].ShouldBeGreaterThan(Shipped.Model.Observed[(int)TravelMode.Rail][Shipped.Zone("Tokyo"), Shipped.Zone("Aichi")]);
    }

    [Fact]
    public void The_maglev_brings_more_people_within_reach_and_the_empty_scenario_moves_no_indicator()
    {
        var model = Shipped.Model;
        var before = JapanIndicators.Measure(model, model.Solve(new JapanScenario()).Value);
        var after = JapanIndicators.Measure(model, model.Solve(new JapanScenario { Added = [.. Shipped.Inputs.Links.Where(link => link.OpenedYear is null)] }).Value);
        before.Theil.ShouldBe(0, 1e-12);
        after.Theil.ShouldBeGreaterThan(before.Theil);
        before.ConvectionShare.ShouldBeInRange(0, 1);
        for (var limit = 0; limit < 3; limit++)
            after.Access[limit].Sum().ShouldBeGreaterThanOrEqualTo(before.Access[limit].Sum());
        after.Access[1].Sum().ShouldBeGreaterThan(before.Access[1].Sum());
        before.Straw.ShouldAllBe(straw => straw >= -1 && straw <= 1);
        var tokyo = Shipped.Inputs.Cities.ToList().FindIndex(city => city.Node is "C:13100");
        before.Access[0][tokyo].ShouldBeGreaterThan(20_000_000, "Tokyo reaches its neighbours within an hour");
    }

    [Fact]
    public void Growth_of_zones_multiplies_their_trips()
    {
        double[] growth = [.. Enumerable.Repeat(1.0, 50)];
        growth[Shipped.Zone("Akita")] = 0.5;
        var answer = Shipped.Model.Solve(new JapanScenario { OriginGrowth = growth }).Value;
        var observed = Shipped.Model.Observed[(int)TravelMode.Car];
        answer.Trips[(int)TravelMode.Car][Shipped.Zone("Akita"), Shipped.Zone("Iwate")].ShouldBe(0.5 * observed[Shipped.Zone("Akita"), Shipped.Zone("Iwate")]);
        answer.Trips[(int)TravelMode.Car][Shipped.Zone("Iwate"), Shipped.Zone("Akita")].ShouldBe(observed[Shipped.Zone("Iwate"), Shipped.Zone("Akita")]);
    }

    [Fact]
    public void A_wrong_scenario_is_refused_with_all_its_problems()
    {
        var scenario = new JapanScenario
        {
            OriginGrowth = [1, 2],
            Added = [new JapanLink("S:東京", "S:大阪", LinkKind.Maglev, -1, 400, null, null)],
        };
        Shipped.Model.Solve(scenario).Problems.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1990)]
    [InlineData(2005)]
    public void A_model_of_an_earlier_survey_foretells_national_shares_of_2010(int year)
    {
        var cast = BackCast.Make(Shipped.Inputs, year, 2010).Value;
        for (var mode = 0; mode < Modes.Length; mode++)
            cast.ForetoldShares[mode].ShouldBe(cast.ObservedShares[mode], 0.015);
        cast.ModeError.ShouldBeLessThan(0.09);
        cast.TripError.ShouldBeLessThan(0.13);
    }

    [Fact]
    public void The_report_is_the_same_bytes_every_time()
    {
        var cast = BackCast.Make(Shipped.Inputs, 2005, 2010).Value;
        string Written()
        {
            using var writer = new StringWriter();
            JapanReport.Write(writer, Shipped.Model, [cast]);
            return writer.ToString();
        }

        var text = Written();
        text.ShouldBe(Written());
        text.ShouldContain("| 2005 → 2010 |");
        text.ShouldNotContain("NaN");
    }

    private static JapanLink Faster(JapanLink link) => link.Kind == LinkKind.Shinkansen ? link with { Minutes = 0.8 * link.Minutes } : link;

    private static bool CrossesNagoya(JapanLink link)
    {
        string[] east = ["S:東京", "S:品川", "S:新横浜", "S:静岡", "S:浜松", "S:豊橋"];
        return link.Kind == LinkKind.Shinkansen
            && east.Contains(link.From, StringComparer.Ordinal) != east.Contains(link.To, StringComparer.Ordinal)
            && !string.Equals(link.From, "S:大宮", StringComparison.Ordinal) && !string.Equals(link.To, "S:大宮", StringComparison.Ordinal);
    }

    private static int Dearer(LevelOfService after, LevelOfService before, int mode)
    {
        var count = 0;
        var perMinute = Shipped.Model.Assumptions.YenPerMinute;
        for (var pair = 0; pair < before.Minutes[mode].Values.Length; pair++)
        {
            var (old, now) = (Cost(before, mode, pair, perMinute), Cost(after, mode, pair, perMinute));
            if (now > old + 1e-9)
                count++;
        }

        return count;
    }

    private static double Cost(LevelOfService service, int mode, int pair, double perMinute) =>
        service.Minutes[mode].Values[pair] + (service.Yen[mode].Values[pair] / perMinute);

    private static double Row(OdMatrix matrix, int zone)
    {
        var sum = 0.0;
        foreach (var value in matrix.Row(zone))
            sum += value;
        return sum;
    }

    private static bool IsFinite(OdMatrix matrix)
    {
        foreach (var value in matrix.Values)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }
}
