using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Assignment;

public class WarmStartTests
{
    [Fact]
    public void Halving_a_capacity_of_the_Chicago_sketch_reaches_the_known_optimum_from_the_base_solution()
    {
        var network = TntpFolder.Open("ChicagoSketch", toll: 0.02, distance: 0.04);
        var state = Solve(network, 3e-9).State;
        var edited = Edit(network, links =>
        {
            var k = links.FindIndex(link => link is { FromNode: 564, ToNode: 563 });
            links[k].Capacity.ShouldBe(24000);
            links[k] = links[k] with { Capacity = 12000 };
        });
        var warm = Solve(edited, 1e-10, state);
        warm.Objective.ShouldBe(17318680.44950, 1e-4);
        warm.TotalCost.ShouldBe(18960623.919, 1);
        Solve(edited, 1e-6, state).Work.Trees.ShouldBeLessThanOrEqualTo(Solve(edited, 1e-6).Work.Trees / 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(60)]
    public void A_closed_link_gives_the_same_optimum_warm_and_cold(int position)
    {
        var network = TntpFolder.Open("SiouxFalls");
        var edited = Edit(network, links => links.RemoveAt(position));
        WarmEqualsCold(network, edited);
        Solve(edited, 1e-6, Solve(network, 1e-6).State).LinkFlow.Length.ShouldBe(75);
    }

    [Theory]
    [InlineData(564, 563)]
    [InlineData(497, 493)]
    [InlineData(626, 624)]
    public void A_closed_link_with_much_flow_takes_less_work_than_a_cold_start(int from, int to)
    {
        var network = TntpFolder.Open("ChicagoSketch", toll: 0.02, distance: 0.04);
        var state = Solve(network, 3e-9).State;
        var edited = Edit(network, links => links.RemoveAll(link => link.FromNode == from && link.ToNode == to).ShouldBe(1));
        var (cold, warm) = (Solve(edited, 1e-6), Solve(edited, 1e-6, state));
        warm.RelativeGap.ShouldBeLessThanOrEqualTo(1e-6);
        warm.History[0].RelativeGap.ShouldBeLessThan(cold.History[0].RelativeGap / 10, "a mended solution is nearer than shortest paths");
        warm.Work.Trees.ShouldBeLessThan(cold.Work.Trees);
        warm.Work.Shifts.ShouldBeLessThan(cold.Work.Shifts);
        warm.Objective.ShouldBe(cold.Objective, 2e-6 * cold.Objective);
        Conservation.Check(edited, warm);
        Solve(edited, 1e-6, state, workers: 2).LinkFlow.ShouldBe(warm.LinkFlow);
    }

    [Fact]
    public void Several_closed_links_and_other_trips_at_once_give_the_same_optimum_warm_and_cold()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var edited = Edit(network, links => links.RemoveAll(link => link is { FromNode: 10, ToNode: 15 or 16 } or { FromNode: 19, ToNode: 17 })) with { Trips = network.Trips.Copy() };
        foreach (ref var trips in edited.Trips.Values)
            trips *= 0.9;
        WarmEqualsCold(network, edited);
    }

    [Fact]
    public void Closing_the_only_way_of_some_is_refused_though_others_travel_on()
    {
        NetworkLink[] links = [new(1, 4, 1, 0, 1, 0, 0), new(4, 2, 1, 0, 1, 0, 0), new(1, 2, 1, 5, 5, 0, 0), new(3, 2, 1, 1, 1, 0, 0)];
        var network = TestNetwork.Build(3, 4, 1, links, (1, 2, 5), (3, 2, 7));
        var state = Solve(network, 1e-6).State;
        var edited = Edit(network, list => list.RemoveAt(3));
        BushAssignment.Solve(edited.Graph, edited.Cost, edited.Trips, new AssignmentOptions { WarmStart = state })
            .Problems.Single().Message.ShouldBe("zone 3 has trips to zone 2 but no path");
    }

    [Fact]
    public void A_new_link_gives_the_same_optimum_warm_and_cold()
    {
        var network = TntpFolder.Open("SiouxFalls");
        WarmEqualsCold(network, Edit(network, links => links.Insert(3, new NetworkLink(1, 20, 20000, 5, 5, 0.15, 4))));
    }

    [Fact]
    public void Other_trips_give_the_same_optimum_warm_and_cold()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var edited = network with { Trips = network.Trips.Copy() };
        foreach (ref var trips in edited.Trips.Values)
            trips *= 1.1;
        edited.Trips[4, 9] = 0;
        WarmEqualsCold(network, edited);
    }

    [Fact]
    public void An_unchanged_scenario_is_done_after_one_look()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var cold = Solve(network, 1e-8);
        var again = Solve(network, 1e-8, cold.State);
        again.History.Count.ShouldBe(1);
        again.Objective.ShouldBe(cold.Objective, 1e-12 * cold.Objective);
    }

    [Fact]
    public void A_state_serves_several_scenarios_and_is_not_changed_by_them()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var state = Solve(network, 1e-6).State;
        var edited = Edit(network, links => links[10] = links[10] with { Capacity = links[10].Capacity / 2 });
        var first = Solve(edited, 1e-8, state);
        Solve(edited, 1e-8, state).LinkFlow.ShouldBe(first.LinkFlow);
    }

    [Fact]
    public void Closing_the_only_way_is_refused_warm_as_it_is_cold()
    {
        NetworkLink[] links = [new(1, 3, 1, 0, 1, 0, 0), new(3, 2, 1, 0, 1, 0, 0)];
        var network = TestNetwork.Build(2, 3, 1, links, (1, 2, 5));
        var state = Solve(network, 1e-6).State;
        var edited = Edit(network, list => list.RemoveAt(1));
        BushAssignment.Solve(edited.Graph, edited.Cost, edited.Trips, new AssignmentOptions { WarmStart = state })
            .Problems.Single().Message.ShouldBe("zone 1 has trips to zone 2 but no path");
    }

    private static void WarmEqualsCold(TestNetwork network, TestNetwork edited)
    {
        var cold = Solve(edited, 1e-11);
        var warm = Solve(edited, 1e-11, Solve(network, 1e-6).State);
        warm.Objective.ShouldBe(cold.Objective, 1e-10 * cold.Objective);
        Conservation.Check(edited, warm);
    }

    private static TestNetwork Edit(TestNetwork network, Action<List<NetworkLink>> edit)
    {
        var definition = network.Graph.Definition;
        var links = definition.Links.ToList();
        edit(links);
        return network with { Graph = new NetworkGraph(new NetworkDefinition(definition.ZoneCount, definition.NodeCount, definition.FirstThroughNode, links)) };
    }

    private static AssignmentResult Solve(TestNetwork network, double gap, AssignmentState? warm = null, int workers = 1) =>
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = gap, WarmStart = warm, Workers = workers }).Value;
}
