using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Assignment;

/// <summary>Known optima: textbook networks solved by hand and published or recomputed solutions of test networks.</summary>
public class EquilibriumOracleTests
{
    private static readonly NetworkLink[] TwoRoutes = [new(1, 2, 4, 0, 10, 0.15, 4), new(1, 2, 6, 0, 15, 0.15, 4)];

    [Fact]
    public void Braess_network_has_its_textbook_equilibrium()
    {
        var result = Solve(TntpFolder.Open("Braess"), 1e-13);
        result.LinkFlow.ShouldBe([4.0, 2, 2, 2, 4], 1e-8);
        result.Objective.ShouldBe(386, 1e-6);
        result.TotalCost.ShouldBe(6 * 92, 1e-6);
    }

    [Fact]
    public void Braess_network_without_its_bridge_is_better_for_everyone()
    {
        var braess = TntpFolder.Open("Braess");
        var links = braess.Graph.Definition.Links.Where(link => link is not { FromNode: 3, ToNode: 4 }).ToList();
        var result = Solve(TestNetwork.Build(2, 4, 1, links, (1, 2, 6)), 1e-13);
        result.Objective.ShouldBe(399, 1e-6);
        result.TotalCost.ShouldBe(6 * 83, 1e-6);
    }

    [Fact]
    public void Braess_network_at_marginal_cost_is_the_system_optimum()
    {
        var braess = TntpFolder.Open("Braess");
        var result = BushAssignment.Solve(
            braess.Graph, new MarginalCost<BprCost>(braess.Cost), braess.Trips, new AssignmentOptions { RelativeGap = 1e-13 }).Value;
        result.Objective.ShouldBe(498, 1e-6);
        result.LinkFlow.ShouldBe([3.0, 3, 3, 0, 3], 1e-6);
    }

    [Fact]
    public void Two_routes_split_at_the_root_of_their_cost_equation()
    {
        var network = TestNetwork.Build(2, 2, 1, TwoRoutes, (1, 2, 10));
        var user = Solve(network, 1e-14);
        user.LinkFlow[0].ShouldBe(5.576166311393, 1e-9);
        user.LinkCost.ShouldBe([15.664925031939, 15.664925031939], 1e-9);
        var system = BushAssignment.Solve(
            network.Graph, new MarginalCost<BprCost>(network.Cost), network.Trips, new AssignmentOptions { RelativeGap = 1e-14 }).Value;
        system.LinkFlow[0].ShouldBe(4.556110158497, 1e-9);
        system.Objective.ShouldBe(147.0236277434, 1e-9);
    }

    [Theory]
    [InlineData("SiouxFalls", 0, 0, 4231335.28710744, 7480225.3449)]
    [InlineData("Anaheim", 0, 0, 1286032.17109602, 1419913.8510)]
    [InlineData("ChicagoSketch", 0.02, 0.04, 17313018.738747, 18935450.2615)]
    [InlineData("berlin-mitte-center", 0, 0, 992954.699978024, 1051175.477997)]
    [InlineData("friedrichshain-center", 0, 0, 618038.880728006, 728609.306037)]
    public void Published_networks_reach_their_optimum(string name, double toll, double distance, double objective, double total)
    {
        var network = TntpFolder.Open(name, toll, distance);
        var result = Solve(network, 1e-10);
        result.Reason.ShouldBe(StopReason.GapReached);
        result.Objective.ShouldBe(objective, 1e-9 * objective);
        result.TotalCost.ShouldBe(total, 1e-7 * total);
        Conservation.Check(network, result);
    }

    [Theory]
    [InlineData("SiouxFalls", 0, 0, 1e-4)]
    [InlineData("Anaheim", 0, 0, 1e-2)]
    [InlineData("ChicagoSketch", 0.02, 0.04, 0.05)]
    public void Link_flows_agree_with_the_published_solution(string name, double toll, double distance, double tolerance)
    {
        var network = TntpFolder.Open(name, toll, distance);
        var published = TntpFolder.Flows(name);
        var result = Solve(network, 1e-12);
        for (var k = 0; k < result.LinkFlow.Length; k++)
        {
            var link = network.Graph.Definition.Links[k];
            result.LinkFlow[k].ShouldBe(published[(link.FromNode, link.ToNode)], tolerance);
        }
    }

    [Fact]
    public void A_network_without_published_solution_is_solved_as_well()
    {
        var network = TntpFolder.Open("EMA");
        var precise = Solve(network, 1e-12);
        precise.Reason.ShouldBe(StopReason.GapReached);
        var simple = FrankWolfeAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-5 }).Value;
        simple.Objective.ShouldBe(precise.Objective, 1e-5 * precise.Objective);
        simple.Objective.ShouldBeGreaterThanOrEqualTo(precise.Objective);
    }

    [Fact]
    public void Frank_Wolfe_reaches_the_optimum_of_Sioux_Falls_and_its_objective_only_falls()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var result = FrankWolfeAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-5, MaxIterations = 2000 }).Value;
        result.Reason.ShouldBe(StopReason.GapReached);
        result.History.Count.ShouldBeLessThan(400);
        result.Objective.ShouldBe(4231335.28710744, 1e-5 * 4231335);
        for (var k = 1; k < result.History.Count; k++)
            result.History[k].Objective.ShouldBeLessThanOrEqualTo(result.History[k - 1].Objective * (1 + 1e-14));
        Conservation.Check(network, result);
    }

    private static AssignmentResult Solve(TestNetwork network, double gap) =>
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = gap }).Value;
}
