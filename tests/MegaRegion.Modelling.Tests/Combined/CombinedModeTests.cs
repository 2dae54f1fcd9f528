using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Networks;
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
