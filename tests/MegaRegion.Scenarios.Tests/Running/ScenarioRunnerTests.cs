using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Tests.Japan;

namespace MegaRegion.Scenarios.Tests.Running;

public sealed class ScenarioRunnerTests
{
    private const string FasterTrains = "  - change-links: {kind: shinkansen, minutes-factor: 0.8}";

    [Fact]
    public void The_empty_scenario_changes_nothing_to_the_bit()
    {
        var run = ShippedWorld.Run(ShippedWorld.Parse("scenario: empty\nreports: [regions, zones, modes, access, convection, causes, links, earnings, attractiveness]\n"));

        foreach (var flows in run.Result.Flows)
            flows.After.ShouldBe(flows.Before);
        run.Result.Headline.ShouldAllBe(figure => figure.Change == 0 && figure.Noise == 0);
        run.Result.FigureOf("people.trips")!.Before.ShouldBe(ShippedWorld.World.Inputs.AllTrips(2010).Total());
        run.Result.Table("causes")!.Rows.ShouldBeEmpty();
        run.Result.Table("zones")!.Rows.ShouldAllBe(row => row.Texts[3] == "unchanged" && row.Numbers[2] == 0);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_whatever_the_number_of_threads()
    {
        var document = ShippedWorld.Document("maglev-nagoya") with { Solve = new SolveSettings { Draws = 12 } };

        var one = ScenarioJson.Write(ShippedWorld.Run(document, new RunOptions { Workers = 1 }).Result);
        var two = ScenarioJson.Write(ShippedWorld.Run(document, new RunOptions { Workers = 2 }).Result);

        two.ShouldBe(one);
        ScenarioJson.Write(ScenarioJson.Read(one)).ShouldBe(one);
    }

    [Fact]
    public void The_seed_decides_the_intervals_and_nothing_else()
    {
        var document = ShippedWorld.With("  - maglev: {to: nagoya}", more: ", seed: 1") with { Solve = new SolveSettings { Draws = 20, Seed = 1 } };
        var (first, other) = (ShippedWorld.Run(document).Result, ShippedWorld.Run(document with { Solve = document.Solve with { Seed = 2 } }).Result);

        var (a, b) = (first.FigureOf("people.rail")!, other.FigureOf("people.rail")!);
        (a.Low, a.High).ShouldNotBe((b.Low, b.High));
        b.After.ShouldBe(a.After);
        a.Low!.Value.ShouldBeLessThan(a.Change);
        a.High!.Value.ShouldBeGreaterThan(a.Change);
    }

    [Fact]
    public void Edits_that_do_not_touch_each_other_commute_within_the_gap()
    {
        string[] edits =
        [
            "  - maglev: {to: nagoya}",
            "  - change-links: {kind: express, at: \"S:釧路\", minutes-factor: 0.7}",
            "  - designate: {place: \"jp:39\", instrument: test, visits-percent: 5, goods-percent: 5}",
        ];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2), Prop.ForAll(Gen.Shuffle(edits).ToArbitrary(), order =>
        {
            var (straight, shuffled) = (Trips(edits), Trips(order));
            var distance = 0.0;
            for (var pair = 0; pair < straight.Length; pair++)
                distance += Math.Abs(straight[pair] - shuffled[pair]);
            return distance <= 2e-6 * straight.Sum();
        }));

        static double[] Trips(string[] changes) => ShippedWorld.Run(ShippedWorld.With(string.Join('\n', changes))).After.AllTrips.Values.ToArray();
    }

    [Theory]
    [InlineData("shinkansen", "S:名古屋", 0.5)]
    [InlineData("air", "A:HND", 0.8)]
    [InlineData("road", "C:06203", 0.6)]
    public void A_faster_link_raises_no_cost(string kind, string node, double factor)
    {
        var run = ShippedWorld.Run(ShippedWorld.With(FormattableString.Invariant($"  - change-links: {{kind: {kind}, at: \"{node}\", minutes-factor: {factor}}}")));

        var (yenPerMinute, cheaper) = (ShippedWorld.Model.People.Assumptions.YenPerMinute, 0);
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            for (var from = 0; from < ShippedWorld.World.Inputs.Cities.Count; from++)
            {
                for (var to = 0; to < ShippedWorld.World.Inputs.Cities.Count; to++)
                {
                    var (before, after) = (Cost(run.Before, mode, from, to), Cost(run.After, mode, from, to));
                    (after <= before + 1e-9).ShouldBeTrue($"{mode} {from} {to}: {before} {after}");
                    cheaper += after < before - 1e-9 ? 1 : 0;
                }
            }
        }

        cheaper.ShouldBeGreaterThan(0);
        run.Result.FigureOf("people.surplus")!.Change.ShouldBeGreaterThan(0);

        double Cost(SolvedLayers solved, TravelMode mode, int from, int to)
        {
            var (time, yen) = solved.Service.BetweenCities(mode, from, to);
            return double.IsFinite(time) ? time + (yen / yenPerMinute) : double.MaxValue;
        }
    }

    [Fact]
    public void Faster_trains_draw_travellers_from_every_other_mode()
    {
        var run = ShippedWorld.Run(ShippedWorld.With(FasterTrains));

        Total(run.After, TravelMode.Rail).ShouldBeGreaterThan(Total(run.Before, TravelMode.Rail));
        foreach (var mode in (TravelMode[])[TravelMode.Air, TravelMode.Car, TravelMode.Bus])
            Total(run.After, mode).ShouldBeLessThan(Total(run.Before, mode));
    }

    [Fact]
    public void Without_elastic_demand_a_faster_train_only_moves_trips_between_modes()
    {
        var run = ShippedWorld.Run(ShippedWorld.With(FasterTrains, more: ", elastic: false"));

        run.After.AllTrips.Total().ShouldBe(run.Before.AllTrips.Total(), 1);
        Total(run.After, TravelMode.Rail).ShouldBeGreaterThan(Total(run.Before, TravelMode.Rail));
    }

    [Fact]
    public void A_cut_of_the_tokaido_sends_travellers_to_other_modes_and_costs_surplus()
    {
        var run = ShippedWorld.Run(ShippedWorld.Document("tokaido-cut") with { Solve = new SolveSettings { Draws = 0 } });

        var (tokyo, aichi) = (Shipped.Zone("Tokyo"), Shipped.Zone("Aichi"));
        run.After.Trips[(int)TravelMode.Rail][tokyo, aichi].ShouldBeLessThan(0.5 * run.Before.Trips[(int)TravelMode.Rail][tokyo, aichi]);
        run.After.Trips[(int)TravelMode.Car][tokyo, aichi].ShouldBeGreaterThan(run.Before.Trips[(int)TravelMode.Car][tokyo, aichi]);
        run.Result.FigureOf("people.surplus")!.Change.ShouldBeLessThan(0);
    }

    [Fact]
    public void Half_the_trips_from_a_place_leave_every_other_pair_alone()
    {
        var run = ShippedWorld.Run(ShippedWorld.With("  - demand: {layer: people, place: \"jp:05\", end: from, factor: 0.5}", more: ", coupling: false"));

        var (akita, iwate) = (Shipped.Zone("Akita"), Shipped.Zone("Iwate"));
        var (before, after) = (run.Before.Trips[(int)TravelMode.Car], run.After.Trips[(int)TravelMode.Car]);
        after[akita, iwate].ShouldBe(0.5 * before[akita, iwate]);
        after[iwate, akita].ShouldBe(before[iwate, akita]);
    }

    [Fact]
    public void A_warm_start_ends_within_the_gap_of_a_cold_one_and_needs_no_more_rounds()
    {
        var cold = ShippedWorld.Run(ShippedWorld.With("  - maglev: {to: nagoya, minutes: 41}"));
        var warm = ShippedWorld.Run(
            ShippedWorld.With("  - maglev: {to: nagoya, minutes: 41}"),
            new RunOptions { WarmStart = ShippedWorld.Run(ShippedWorld.With("  - maglev: {to: nagoya, minutes: 40}")).After });

        warm.After.AllTrips.Total().ShouldBe(cold.After.AllTrips.Total(), 2e-6 * cold.After.AllTrips.Total());
        warm.After.Residuals.Count.ShouldBeLessThanOrEqualTo(cold.After.Residuals.Count);
        cold.After.Residuals[0].ShouldBeGreaterThan(1e-6, "seats are stated, so the first round cannot be exact");
    }

    [Fact]
    public void Progress_rises_to_the_end_and_names_stage_gap_and_time_left()
    {
        var told = new List<RunProgress>();
        ShippedWorld.Run(ShippedWorld.With("  - maglev: {to: osaka}", more: ", max-rounds: 50"), new RunOptions { Progress = new Recorder(told) });

        told.Select(progress => progress.Fraction).ShouldBeInOrder();
        told.Select(progress => (int)progress.Stage).ShouldBeInOrder();
        told[^1].Fraction.ShouldBe(1);
        told[^1].Stage.ShouldBe(RunStage.Done);
        told.Last(progress => progress.Stage == RunStage.Solve).Gap.ShouldBeLessThanOrEqualTo(1e-6);
        told.Where(progress => progress.Fraction > 0).ShouldAllBe(progress => progress.Left != null);
    }

    [Fact]
    public void A_run_is_cancelled_in_the_middle()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new RunOptions { Progress = new Stopper(cancellation) };

        Should.Throw<OperationCanceledException>(() => ScenarioRunner.Run(ShippedWorld.Model, ShippedWorld.Document("maglev-osaka"), options: options, cancellation: cancellation.Token));
    }

    [Fact]
    public void What_a_run_needs_and_does_not_have_is_a_refusal()
    {
        ScenarioRunner.Run(ShippedWorld.Model, ShippedWorld.Document("tokaido-cut-with-maglev")).Problems.Single().Field.ShouldBe("baseline.run");
        ScenarioRunner.Run(ShippedWorld.Model, ShippedWorld.Parse("scenario: a\nbaseline: {live: {from: 2026-01-01, until: 2026-01-31}}\n")).Problems.Single().Field.ShouldBe("baseline.live");
        ScenarioRunner.Run(ShippedWorld.Model, ShippedWorld.Parse("scenario: a\nbaseline: {observed: 2005}\n")).Problems.Single().Field.ShouldBe("baseline.observed");
    }

    [Fact]
    public void A_live_cut_takes_the_place_of_observed_flows()
    {
        var observed = ShippedWorld.Model.Observed;
        var cut = observed with { Description = "live", TripsByMode = [.. observed.TripsByMode.Select(Half)] };

        var run = ScenarioRunner.Run(ShippedWorld.Model, ShippedWorld.Parse("scenario: a\nbaseline: {live: {from: 2026-01-01, until: 2026-01-31}}\nchanges:\n  - demand: {factor: 2, layer: people}\nsolve: {draws: 0}\n"), flows: cut).Value;

        run.Result.Baseline.ShouldBe("live");
        run.Result.FigureOf("people.trips")!.Before.ShouldBe(ShippedWorld.World.Inputs.AllTrips(2010).Total() / 2);
        run.Result.FigureOf("people.trips")!.After.ShouldBeGreaterThan(run.Result.FigureOf("people.trips")!.Before * 2);

        static OdMatrix Half(OdMatrix trips) => new(trips.Size, [.. trips.Values.ToArray().Select(value => value / 2)]);
    }

    private static double Total(SolvedLayers solved, TravelMode mode) => solved.Trips[(int)mode].Total();

    private sealed class Recorder(List<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told.Add(value);
    }

    private sealed class Stopper(CancellationTokenSource cancellation) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage == RunStage.Solve)
                cancellation.Cancel();
        }
    }
}
