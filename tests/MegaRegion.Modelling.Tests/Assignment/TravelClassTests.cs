using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Assignment;

public class TravelClassTests
{
    private static readonly AssignmentOptions Precise = new() { RelativeGap = 1e-10 };

    // 20 trips with t₁ = 10 + x₁ and t₂ = 15 + x₂: 12.5 and 7.5. A toll of 100 on the first road for 12 of them sends these
    // to the second road; the other 8 then share so that 10 + 8 < 15 + 12 and all stay on the first.
    [Fact]
    public void A_toll_sends_only_those_who_pay_it_to_the_other_road()
    {
        var (graph, cost) = TwoRoads();
        var result = BushAssignment.Solve(graph, cost, [Class("free", 8), Class("tolled", 12, 100, 0)], Precise).Value;
        result.LinkFlow.ShouldBe([8, 12], 1e-9);
        result.ClassFlow[0].ShouldBe([8, 0], 1e-9);
        result.ClassFlow[1].ShouldBe([0, 12], 1e-9);
        result.TotalCost.ShouldBe((8 * 18) + (12 * 27), 1e-6);
    }

    // With a toll of 7 the tolled would share the roads so that 10 + x₁ + 7 = 15 + x₂, x₁ + x₂ = 20: x₁ = 9, of which 8 are free.
    [Fact]
    public void A_small_toll_moves_the_payers_until_toll_and_time_balance()
    {
        var (graph, cost) = TwoRoads();
        var result = BushAssignment.Solve(graph, cost, [Class("free", 8), Class("tolled", 12, 7, 0)], Precise).Value;
        result.LinkFlow.ShouldBe([9, 11], 1e-6);
        result.ClassFlow[0].ShouldBe([8, 0], 1e-6);
        result.ClassFlow[1].ShouldBe([1, 11], 1e-6);
        result.LinkCost.ShouldBe([19, 26], 1e-6);
    }

    [Fact]
    public void A_link_that_is_closed_to_a_class_carries_none_of_it()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var closed = new double[network.Graph.LinkCount];
        closed[3] = closed[14] = double.PositiveInfinity;
        var before = BushAssignment.Solve(network.Graph, network.Cost, Halves(network, []), Precise).Value;

        var cold = BushAssignment.Solve(network.Graph, network.Cost, Halves(network, closed), Precise).Value;
        var warm = BushAssignment.Solve(network.Graph, network.Cost, Halves(network, closed), Precise with { WarmStart = before.State }).Value;

        before.ClassFlow[1][3].ShouldBeGreaterThan(0);
        (cold.ClassFlow[1][3], cold.ClassFlow[1][14]).ShouldBe((0, 0));
        cold.ClassFlow[0][3].ShouldBeGreaterThan(0);
        warm.Objective.ShouldBe(cold.Objective, 1e-9 * cold.Objective);
        warm.LinkFlow.ShouldBe(cold.LinkFlow, 1);
    }

    [Fact]
    public void Classes_without_tolls_are_one_class()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var one = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, Precise).Value;
        var two = BushAssignment.Solve(network.Graph, network.Cost, Halves(network, []), Precise).Value;
        two.Objective.ShouldBe(one.Objective, 1e-9 * one.Objective);
        two.LinkFlow.ShouldBe(one.LinkFlow, 1);
    }

    [Fact]
    public void A_toll_for_all_is_part_of_the_link_s_cost()
    {
        var network = RandomNetwork.Create(seed: 11, zones: 6, nodes: 25, links: 90, firstThrough: 7);
        var toll = Enumerable.Range(0, network.Graph.LinkCount).Select(link => (double)(link % 5)).ToArray();
        var two = BushAssignment.Solve(network.Graph, network.Cost, Halves(network, toll), Precise).Value;
        var one = BushAssignment.Solve(network.Graph, network.Cost, [new TravelClass("all", network.Trips, toll)], Precise).Value;
        two.Objective.ShouldBe(one.Objective, 1e-9 * one.Objective);
        one.TotalCost.ShouldBe(one.LinkFlow.Select((flow, link) => flow * (one.LinkCost[link] + toll[link])).Sum(), 1e-9 * one.TotalCost);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Classes_add_up_and_use_only_cheapest_paths_whatever_the_number_of_workers(int workers)
    {
        var network = TntpFolder.Open("SiouxFalls");
        var toll = Enumerable.Range(0, network.Graph.LinkCount).Select(link => link % 7 * 0.5).ToArray();
        var result = BushAssignment.Solve(network.Graph, network.Cost, Halves(network, toll), Precise with { Workers = workers }).Value;
        var single = BushAssignment.Solve(network.Graph, network.Cost, Halves(network, toll), Precise).Value;
        result.LinkFlow.ShouldBe(single.LinkFlow);
        result.RelativeGap.ShouldBeLessThan(1e-10);
        Conservation.Check(network, result);
        for (var link = 0; link < result.LinkFlow.Length; link++)
            (result.ClassFlow[0][link] + result.ClassFlow[1][link]).ShouldBe(result.LinkFlow[link], 1e-6);
    }

    [Fact]
    public void Wrong_tolls_are_refused_with_class_and_link()
    {
        var (graph, cost) = TwoRoads();
        var problems = BushAssignment.Solve(graph, cost, [Class("lorries", 1, -3, 0), Class("buses", 1, 1)], Precise).Problems;
        problems.Select(problem => (problem.Field, problem.Row)).ShouldBe([("toll", 1), ("toll", 0)]);
        problems[0].Message.ShouldContain("lorries");
        problems[1].Message.ShouldContain("2 links");
    }

    [Fact]
    public void Trips_whose_every_path_is_closed_to_their_class_are_refused()
    {
        var (graph, cost) = TwoRoads();
        var closed = double.PositiveInfinity;
        var problems = BushAssignment.Solve(graph, cost, [Class("free", 8), Class("banned", 12, closed, closed)], Precise).Problems;
        problems.Single().Message.ShouldBe("zone 1 has trips to zone 2 but no path");
    }

    private static IReadOnlyList<TravelClass> Halves(TestNetwork network, double[] tollOfSecond)
    {
        var (light, heavy) = (network.Trips.Copy(), network.Trips.Copy());
        for (var pair = 0; pair < light.Values.Length; pair++)
        {
            heavy.Values[pair] *= 0.3;
            light.Values[pair] -= heavy.Values[pair];
        }

        return [new TravelClass("light", light, tollOfSecond.Length > 0 && double.IsFinite(tollOfSecond.Sum()) ? tollOfSecond : []), new TravelClass("heavy", heavy, tollOfSecond)];
    }

    private static TravelClass Class(string name, double trips, params double[] toll) =>
        new(name, new OdMatrix(2) { [0, 1] = trips }, toll);

    /// <summary>Free-flow times 10 and 15, both growing by 1 per vehicle.</summary>
    private static (NetworkGraph Graph, BprCost Cost) TwoRoads()
    {
        NetworkLink Road(double time) => new(1, 2, Capacity: time, Length: 0, FreeFlowTime: time, B: 1, Power: 1);
        var graph = new NetworkGraph(new NetworkDefinition(2, 2, 1, [Road(10), Road(15)]));
        return (graph, new BprCost(graph, CostWeights.TimeOnly));
    }
}
