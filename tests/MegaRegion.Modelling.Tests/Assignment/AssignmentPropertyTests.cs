using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Assignment;

public class AssignmentPropertyTests
{
    public static readonly TheoryData<int> Seeds = new(Enumerable.Range(1, 12));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_networks_reach_a_tight_gap_and_conserve_flow(int seed)
    {
        var network = Random(seed);
        var result = Solve(network);
        result.Reason.ShouldBe(StopReason.GapReached);
        Conservation.Check(network, result);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_methods_find_the_same_objective(int seed)
    {
        var network = Random(seed);
        var simple = FrankWolfeAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-5, MaxIterations = 5000 }).Value;
        simple.Objective.ShouldBe(Solve(network).Objective, 2e-5 * simple.Objective);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Renumbering_through_nodes_leaves_the_objective_unchanged(int seed)
    {
        var network = Random(seed);
        var definition = network.Graph.Definition;
        int Renumber(int node) => node <= definition.ZoneCount ? node : definition.NodeCount + definition.ZoneCount + 1 - node;
        var links = definition.Links.Reverse()
            .Select(link => link with { FromNode = Renumber(link.FromNode), ToNode = Renumber(link.ToNode) }).ToList();
        var renumbered = network with
        {
            Graph = new NetworkGraph(new NetworkDefinition(definition.ZoneCount, definition.NodeCount, definition.FirstThroughNode, links)),
        };
        Solve(renumbered).Objective.ShouldBe(Solve(network).Objective, 1e-9 * Solve(network).Objective);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Doubling_trips_and_capacities_leaves_costs_unchanged(int seed)
    {
        var network = Random(seed);
        var definition = network.Graph.Definition;
        var doubled = network with
        {
            Graph = new NetworkGraph(new NetworkDefinition(
                definition.ZoneCount, definition.NodeCount, definition.FirstThroughNode, [.. definition.Links.Select(link => link with { Capacity = 2 * link.Capacity })])),
            Trips = network.Trips.Copy(),
        };
        foreach (ref var trips in doubled.Trips.Values)
            trips *= 2;
        Solve(doubled).TotalCost.ShouldBe(2 * Solve(network).TotalCost, 1e-7 * Solve(network).TotalCost);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void More_capacity_never_raises_the_objective(int seed)
    {
        var network = Random(seed);
        var definition = network.Graph.Definition;
        var links = definition.Links.ToList();
        links[seed] = links[seed] with { Capacity = 3 * links[seed].Capacity };
        var wider = network with { Graph = new NetworkGraph(new NetworkDefinition(definition.ZoneCount, definition.NodeCount, definition.FirstThroughNode, links)) };
        Solve(wider).Objective.ShouldBeLessThanOrEqualTo(Solve(network).Objective * (1 + 1e-10));
    }

    [Theory]
    [InlineData("SiouxFalls")]
    [InlineData("Anaheim")]
    public void Results_are_the_same_bit_for_bit_for_one_and_two_workers(string name)
    {
        var network = TntpFolder.Open(name);
        var (one, two) = (new AssignmentOptions { Workers = 1 }, new AssignmentOptions { Workers = 2 });
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, two).Value.LinkFlow
            .ShouldBe(BushAssignment.Solve(network.Graph, network.Cost, network.Trips, one).Value.LinkFlow);
        var (few, fewTwo) = (one with { MaxIterations = 20 }, two with { MaxIterations = 20 });
        FrankWolfeAssignment.Solve(network.Graph, network.Cost, network.Trips, fewTwo).Value.LinkFlow
            .ShouldBe(FrankWolfeAssignment.Solve(network.Graph, network.Cost, network.Trips, few).Value.LinkFlow);
    }

    [Fact]
    public void The_reported_gap_is_that_of_the_reported_flows()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var result = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-3 }).Value;
        var skim = MegaRegion.Modelling.Paths.SkimKernel.Cost(network.Graph, network.Graph.FromFileOrder(result.LinkCost));
        var shortest = 0.0;
        for (var pair = 0; pair < skim.Values.Length; pair++)
            shortest += skim.Values[pair] * network.Trips.Values[pair];
        var total = result.LinkFlow.Zip(result.LinkCost, (flow, cost) => flow * cost).Sum();
        result.RelativeGap.ShouldBe((total - shortest) / total, 1e-12);
        result.RelativeGap.ShouldBeLessThanOrEqualTo(1e-3);
    }

    [Theory]
    [InlineData("SiouxFalls")]
    [InlineData("Anaheim")]
    public void Iterations_allocate_next_to_nothing_once_the_bushes_have_grown(string name)
    {
        const int BytesPerIteration = 1024;
        var network = TntpFolder.Open(name);
        var marks = new List<long>(1000);
        var options = new AssignmentOptions { RelativeGap = 1e-12, Progress = _ => marks.Add(GC.GetAllocatedBytesForCurrentThread()) };
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, options).IsOk.ShouldBeTrue();
        (marks[^1] - marks[marks.Count / 2]).ShouldBeLessThan((marks.Count - (marks.Count / 2)) * BytesPerIteration);
    }

    [Fact]
    public void A_run_that_uses_up_its_iterations_says_so()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var result = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-9, MaxIterations = 3 }).Value;
        result.Reason.ShouldBe(StopReason.IterationLimit);
        result.History.Select(state => state.Number).ShouldBe([1, 2, 3]);
        result.RelativeGap.ShouldBeGreaterThan(1e-9);
    }

    [Fact]
    public void A_gap_below_the_precision_of_numbers_ends_with_that_reason()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var result = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = -1 }).Value;
        result.Reason.ShouldBe(StopReason.PrecisionReached);
        result.RelativeGap.ShouldBeLessThan(1e-11);
    }

    [Fact]
    public void Trips_without_a_path_are_refused_by_pair()
    {
        NetworkLink[] links = [new(1, 2, 1, 0, 1, 0, 0)];
        var network = TestNetwork.Build(2, 2, 1, links, (1, 2, 5), (2, 1, 5));
        var problem = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions()).Problems.Single();
        problem.Message.ShouldBe("zone 2 has trips to zone 1 but no path");
        FrankWolfeAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions()).Problems.Single().ShouldBe(problem);
    }

    [Fact]
    public void A_trip_table_of_another_size_or_with_values_that_are_no_trips_is_refused()
    {
        var network = TntpFolder.Open("Braess");
        BushAssignment.Solve(network.Graph, network.Cost, new OdMatrix(3), new AssignmentOptions()).Problems.Single().Message
            .ShouldBe("the network has 2 zones, the trip table 3");
        network.Trips[0, 1] = double.NaN;
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions()).Problems.Single().Message.ShouldContain("NaN");
    }

    [Fact]
    public void Intrazonal_trips_use_no_link_and_are_reported()
    {
        var network = TestNetwork.Build(2, 2, 1, [new(1, 2, 1, 0, 1, 0, 0)], (1, 1, 7), (1, 2, 5));
        var result = Solve(network);
        (result.AssignedTrips, result.IntrazonalTrips, result.LinkFlow[0]).ShouldBe((5, 7, 5));
    }

    [Fact]
    public void No_trips_give_no_flows()
    {
        var result = Solve(TestNetwork.Build(2, 2, 1, [new(1, 2, 1, 0, 1, 0, 0)]));
        (result.LinkFlow[0], result.RelativeGap, result.Reason).ShouldBe((0, 0, StopReason.GapReached));
    }

    private static TestNetwork Random(int seed) =>
        RandomNetwork.Create(seed, zones: 8, nodes: 40, links: 130, firstThrough: seed % 3 == 0 ? 9 : 1, tripsPerPair: 4);

    private static AssignmentResult Solve(TestNetwork network) =>
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-10 }).Value;
}
