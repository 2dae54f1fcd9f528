using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Combined;

public class CombinedEquilibriumTests
{
    private const double SiouxFallsOptimum = 25041143.50997;
    private const int RoundsWithDamping = 39;

    public static readonly TheoryData<int> Seeds = new(Enumerable.Range(1, 6));

    [Fact]
    public void Sioux_Falls_comes_to_the_known_combined_equilibrium()
    {
        var result = SiouxFalls(new CombinedOptions { RelativeGap = 1e-13, Workers = 2 });
        result.Reason.ShouldBe(StopReason.GapReached);
        result.History.Count.ShouldBeLessThan(RoundsWithDamping / 4);
        result.Final.Residual.ShouldBeLessThan(1e-7);
        result.Final.Beckmann.ShouldBe(3248704.01204, 0.1);
        result.Final.Objective.ShouldBe(SiouxFallsOptimum, 1e-3);
        result.Final.TotalCost.ShouldBe(4617687.792, 0.5);
        result.Trips[0][0, 1].ShouldBe(490.196675, 1e-4);
        result.Trips[0][9, 15].ShouldBe(4219.446887, 1e-3);
        result.Trips[0][23, 0].ShouldBe(169.942044, 1e-4);
        var (departing, arriving) = Totals(TntpFolder.Open("SiouxFalls").Trips);
        var (left, reached) = Totals(result.Trips[0]);
        left.ShouldBe(departing, 1e-6);
        reached.ShouldBe(arriving, 1e-6);
    }

    [Fact]
    public void The_gap_bounds_the_distance_to_the_optimum_and_the_objective_only_falls()
    {
        var history = SiouxFalls(new CombinedOptions { RelativeGap = 1e-13 }).History;
        foreach (var state in history)
        {
            (state.RouteGap > -1e-6 && state.DemandGap >= 0).ShouldBeTrue();
            (state.Objective - SiouxFallsOptimum).ShouldBeInRange(-1e-3, state.RouteGap + state.DemandGap + 1e-3);
        }

        for (var k = 1; k < history.Count; k++)
            history[k].Objective.ShouldBeLessThan(history[k - 1].Objective * (1 + 1e-14));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_workers()
    {
        var (one, two) = (SiouxFalls(new CombinedOptions()), SiouxFalls(new CombinedOptions { Workers = 2 }));
        two.LinkFlow.ShouldBe(one.LinkFlow);
        two.Trips[0].Values.SequenceEqual(one.Trips[0].Values).ShouldBeTrue();
        two.History.ShouldBe(one.History);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void On_random_networks_trips_are_what_their_costs_call_for(int seed)
    {
        var network = RandomNetwork.Create(seed, zones: 8, nodes: 40, links: 140, firstThrough: 9, tripsPerPair: 5);
        for (var zone = 0; zone < 8; zone++)
            network.Trips[zone, zone] = 0;
        var (departing, arriving) = Totals(network.Trips);
        var demand = new GravityDemand(departing, arriving, 0.2);
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, demand, new CombinedOptions { RelativeGap = 1e-12 }).Value;
        result.Reason.ShouldBe(StopReason.GapReached);
        ShouldAgree(result.Trips[0], demand.Trips(result.Cost).Value[0], 1e-4);

        // Route choice alone, at these trips, leads to the same flows.
        var assigned = BushAssignment.Solve(network.Graph, network.Cost, result.Trips[0], new AssignmentOptions { RelativeGap = 1e-12 }).Value;
        assigned.Objective.ShouldBe(result.Final.Beckmann, 1e-9 * assigned.Objective);
    }

    [Fact]
    public void Elastic_demand_on_two_routes_meets_the_root_of_its_equation()
    {
        NetworkLink[] links = [new(1, 2, 4, 0, 10, 0.15, 4), new(1, 2, 6, 0, 15, 0.15, 4)];
        var network = TestNetwork.Build(2, 2, 1, links);
        var potential = new OdMatrix(2) { [0, 1] = 20 };
        var result = CombinedEquilibrium.Solve(
            network.Graph, network.Cost, new ElasticDemand(potential, 0.05), new CombinedOptions { RelativeGap = 0 }).Value;
        result.Trips[0][0, 1].ShouldBe(9.280935193308, 1e-9);
        result.Cost[0, 1].ShouldBe(15.355399133849, 1e-9);
    }

    [Fact]
    public void Where_nothing_congests_it_is_distribution_alone()
    {
        NetworkLink[] links = [new(1, 2, 1, 0, 1, 0, 0), new(2, 3, 1, 0, 2, 0, 0), new(3, 1, 1, 0, 4, 0, 0), new(2, 1, 1, 0, 1, 0, 0), new(3, 2, 1, 0, 2, 0, 0), new(1, 3, 1, 0, 4, 0, 0)];
        var network = TestNetwork.Build(3, 3, 1, links);
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand([10, 10, 10], [10, 10, 10], 1)).Value;
        (result.Reason, result.History.Count, result.DemandSteps).ShouldBe((StopReason.GapReached, 1, 0));

        // By symmetry and closed diagonals each zone sends 5 to either other zone.
        result.Trips[0].Values.ToArray().ShouldBe([0, 5, 5, 5, 0, 5, 5, 5, 0], 1e-9);
    }

    [Fact]
    public void A_run_that_uses_up_its_iterations_says_so()
    {
        var result = SiouxFalls(new CombinedOptions { RelativeGap = 1e-13, MaxIterations = 2 });
        (result.Reason, result.History.Count).ShouldBe((StopReason.IterationLimit, 2));
    }

    [Fact]
    public void Totals_that_disagree_are_refused()
    {
        var network = TntpFolder.Open("Braess");
        CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand([5, 0], [0, 6], 1)).Problems[0].Field.ShouldBe("totals");
    }

    internal static void ShouldAgree(OdMatrix trips, OdMatrix called, double tolerance)
    {
        for (var pair = 0; pair < trips.Values.Length; pair++)
            trips.Values[pair].ShouldBe(called.Values[pair], tolerance * Math.Max(1, called.Values[pair]));
    }

    internal static (double[] Departing, double[] Arriving) Totals(OdMatrix trips)
    {
        var (departing, arriving) = (new double[trips.Size], new double[trips.Size]);
        for (var k = 0; k < trips.Values.Length; k++)
        {
            departing[k / trips.Size] += trips.Values[k];
            arriving[k % trips.Size] += trips.Values[k];
        }

        return (departing, arriving);
    }

    private static CombinedResult SiouxFalls(CombinedOptions options)
    {
        var network = TntpFolder.Open("SiouxFalls");
        var (departing, arriving) = Totals(network.Trips);
        return CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand(departing, arriving, 0.1), options).Value;
    }
}
