using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Combined;

public class CombinedModeTests
{
    private const double Deterrence = 0.1;
    private const double Dispersion = 0.25;

    [Fact]
    public void One_pair_splits_between_road_and_rail_at_the_root_of_its_equation()
    {
        // x = 10 / (1 + exp(μ (t(x) − 12))) with t(x) = 10 (1 + 0.15 (x / 4)^4), solved by halving.
        var network = TestNetwork.Build(2, 2, 1, [new NetworkLink(1, 2, 4, 0, 10, 0.15, 4)]);
        var rail = new OdMatrix(2) { [0, 1] = 12 };
        var demand = new GravityDemand([10, 0], [0, 10], 0.5, new OtherModes(0.5, [rail]));
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, demand, new CombinedOptions { RelativeGap = 1e-14 }).Value;
        var (low, high) = (0.0, 10.0);
        for (var k = 0; k < 100; k++)
        {
            var x = (low + high) / 2;
            var time = 10 * (1 + (0.15 * Math.Pow(x / 4, 4)));
            (low, high) = x < 10 / (1 + Math.Exp(0.5 * (time - 12))) ? (x, high) : (low, x);
        }

        result.Trips[0][0, 1].ShouldBe(low, 1e-7);
        result.Trips[1][0, 1].ShouldBe(10 - low, 1e-7);
    }

    [Fact]
    public void Destination_mode_and_route_agree_and_the_objective_only_falls()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var (departing, arriving) = CombinedEquilibriumTests.Totals(network.Trips);
        var demand = new GravityDemand(departing, arriving, Deterrence, new OtherModes(Dispersion, [Rail(network.Trips.Size)]));
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, demand, new CombinedOptions { RelativeGap = 1e-12 }).Value;
        result.Reason.ShouldBe(StopReason.GapReached);
        result.History.Count.ShouldBeLessThan(10);
        var called = demand.Trips(result.Cost).Value;
        for (var mode = 0; mode < 2; mode++)
            CombinedEquilibriumTests.ShouldAgree(result.Trips[mode], called[mode], 1e-3);
        for (var k = 1; k < result.History.Count; k++)
            result.History[k].Objective.ShouldBeLessThan(result.History[k - 1].Objective * (1 + 1e-14));

        // Odds of the modes are the logit ones, and both modes are used.
        var (road, rail) = (result.Trips[0][4, 20], result.Trips[1][4, 20]);
        Math.Log(road / rail).ShouldBe(-Dispersion * (result.Cost[4, 20] - Rail(network.Trips.Size)[4, 20]), 1e-5);
        (result.Trips[0].Total() / departing.Sum()).ShouldBeInRange(0.1, 0.9);
    }

    [Fact]
    public void Road_and_bus_in_a_nest_beside_rail_split_at_the_root_of_their_equation()
    {
        // Utilities at μ = 0.3; road and bus (at 13) choose within their nest at ν = 0.8, rail costs 14.
        const double between = 0.3, within = 0.8;
        var network = TestNetwork.Build(2, 2, 1, [new NetworkLink(1, 2, 4, 0, 10, 0.15, 4)]);
        var others = new OtherModes(between, [new OdMatrix(2) { [0, 1] = 13 }, new OdMatrix(2) { [0, 1] = 14 }]) { Nests = [new ModeNest([0, 1], within)] };
        var demand = new GravityDemand([10, 0], [0, 10], 0.2, others);
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, demand, new CombinedOptions { RelativeGap = 1e-14 }).Value;
        var (low, high, ofNest) = (0.0, 10.0, 0.0);
        for (var k = 0; k < 100; k++)
        {
            var x = (low + high) / 2;
            var (road, bus) = (Math.Exp(-within * 10 * (1 + (0.15 * Math.Pow(x / 4, 4)))), Math.Exp(-within * 13));
            var nestCost = -Math.Log(road + bus) / within;
            ofNest = 10 * Math.Exp(-between * nestCost) / (Math.Exp(-between * nestCost) + Math.Exp(-between * 14));
            (low, high) = x < ofNest * road / (road + bus) ? (x, high) : (low, x);
        }

        result.Trips[0][0, 1].ShouldBe(low, 1e-7);
        result.Trips[1][0, 1].ShouldBe(ofNest - low, 1e-7);
        result.Trips[2][0, 1].ShouldBe(10 - ofNest, 1e-7);
    }

    [Fact]
    public void Nests_destinations_and_routes_agree_with_a_damped_fixed_point()
    {
        const double between = 0.15, within = 0.3;
        var network = TntpFolder.Open("SiouxFalls");
        var (departing, arriving) = CombinedEquilibriumTests.Totals(network.Trips);
        var (rail, bus) = (Rail(network.Trips.Size), Rail(network.Trips.Size));
        foreach (ref var cost in bus.Values)
            cost = (1.2 * cost) + 1;
        var demand = new GravityDemand(departing, arriving, Deterrence, new OtherModes(between, [rail, bus]) { Nests = [new ModeNest([1, 2], within)] });
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, demand, new CombinedOptions { RelativeGap = 1e-11 }).Value;
        result.Reason.ShouldBe(StopReason.GapReached);
        var road = FixedPoint(network, departing, arriving, (rail, bus), between, within);
        CombinedEquilibriumTests.ShouldAgree(result.Trips[0], road, 1e-4);
        Math.Log(result.Trips[1][4, 20] / result.Trips[2][4, 20]).ShouldBe(within * (bus[4, 20] - rail[4, 20]), 1e-9);
        for (var k = 1; k < result.History.Count; k++)
            result.History[k].Objective.ShouldBeLessThan(result.History[k - 1].Objective * (1 + 1e-14));
    }

    [Fact]
    public void A_nest_as_dispersed_as_the_choice_between_nests_changes_nothing()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var (departing, arriving) = CombinedEquilibriumTests.Totals(network.Trips);
        CombinedResult Solve(IReadOnlyList<ModeNest> nests) => CombinedEquilibrium.Solve(
            network.Graph, network.Cost, new GravityDemand(departing, arriving, Deterrence, new OtherModes(Dispersion, [Rail(24)]) { Nests = nests }), new CombinedOptions { RelativeGap = 1e-11 }).Value;
        Solve([new ModeNest([0, 1], Dispersion)]).Final.Objective.ShouldBe(Solve([]).Final.Objective, 1e-10 * Solve([]).Final.Objective);
    }

    [Fact]
    public void Nests_that_make_no_tree_are_a_misuse()
    {
        GravityDemand With(params ModeNest[] nests) => new([1, 1], [1, 1], 0.1, new OtherModes(0.4, [Rail(2)]) { Nests = nests });
        Should.Throw<ArgumentOutOfRangeException>(() => With(new ModeNest([0, 1], 0.3)));
        Should.Throw<ArgumentException>(() => With(new ModeNest([0, 2], 0.5)));
        Should.Throw<ArgumentException>(() => With(new ModeNest([0], 0.5), new ModeNest([0, 1], 0.5)));
    }

    /// <summary>Trips on the road by averaging what the formulas call for at the costs of an assignment, round after round.</summary>
    private static OdMatrix FixedPoint(
        TestNetwork network, double[] departing, double[] arriving, (OdMatrix Rail, OdMatrix Bus) others, double between, double within)
    {
        const double damping = 0.35;
        var zones = network.Trips.Size;
        var (road, cost) = (new OdMatrix(zones), SkimKernel.Cost(network.Graph, network.FreeFlowCost()));
        AssignmentState? state = null;
        for (var round = 0; round < 60; round++)
        {
            var (seed, share) = (new OdMatrix(zones), new OdMatrix(zones));
            for (var pair = 0; pair < seed.Values.Length; pair++)
            {
                if (pair / zones == pair % zones)
                    continue;
                var nest = -Math.Log(Math.Exp(-within * others.Rail.Values[pair]) + Math.Exp(-within * others.Bus.Values[pair])) / within;
                var (onRoad, beside) = (Math.Exp(-between * cost.Values[pair]), Math.Exp(-between * nest));
                share.Values[pair] = onRoad / (onRoad + beside);
                seed.Values[pair] = Math.Pow(onRoad + beside, Deterrence / between);
            }

            var called = Balancing.Balance(seed, departing, arriving, new BalancingOptions()).Value.Apply(seed);
            for (var pair = 0; pair < seed.Values.Length; pair++)
                road.Values[pair] += (round == 0 ? 1 : damping) * ((called.Values[pair] * share.Values[pair]) - road.Values[pair]);
            var assigned = BushAssignment.Solve(network.Graph, network.Cost, road, new AssignmentOptions { RelativeGap = 1e-9, WarmStart = state }).Value;
            state = assigned.State;
            cost = SkimKernel.Cost(network.Graph, network.Graph.FromFileOrder(assigned.LinkCost));
        }

        return road;
    }

    [Fact]
    public void A_mode_that_nobody_can_afford_changes_nothing()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var (departing, arriving) = CombinedEquilibriumTests.Totals(network.Trips);
        var dear = new OdMatrix(network.Trips.Size);
        dear.Values.Fill(double.PositiveInfinity);
        var alone = CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand(departing, arriving, Deterrence), new CombinedOptions { RelativeGap = 1e-11 }).Value;
        var beside = CombinedEquilibrium.Solve(
            network.Graph, network.Cost, new GravityDemand(departing, arriving, Deterrence, new OtherModes(Dispersion, [dear])), new CombinedOptions { RelativeGap = 1e-11 }).Value;
        beside.Trips[1].Total().ShouldBe(0);
        beside.Final.Objective.ShouldBe(alone.Final.Objective, 1e-9 * alone.Final.Objective);
    }

    [Fact]
    public void Modes_that_differ_less_than_destinations_are_a_misuse() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new GravityDemand([1, 1], [1, 1], 0.5, new OtherModes(0.4, [Rail(2)])));

    private static OdMatrix Rail(int zones)
    {
        var cost = new OdMatrix(zones);
        for (var i = 0; i < zones; i++)
        {
            for (var j = 0; j < zones; j++)
                cost[i, j] = i == j ? 0 : 6 + (0.8 * Math.Abs(i - j));
        }

        return cost;
    }
}
