using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Assignment;

public class StochasticAssignmentTests
{
    private static readonly StochasticOptions Tight = new() { Residual = 1e-12 };

    [Theory]
    [InlineData(0.1, 5.302722154027, 8.2891865528)]
    [InlineData(0.5, 5.490412277885, 14.1252419951)]
    [InlineData(2, 5.552282761205, 15.2743039653)]
    public void Two_links_share_the_trips_as_computed_by_hand(double dispersion, double flow, double satisfaction)
    {
        var network = TwoLinks();
        var result = StochasticAssignment.Solve(network.Graph, network.Cost, network.Trips, dispersion, Tight).Value;
        result.Converged.ShouldBeTrue();
        result.LinkFlow[0].ShouldBe(flow, 1e-9);
        result.Satisfaction[0, 1].ShouldBe(satisfaction, 1e-9);
    }

    [Fact]
    public void Link_flows_reproduce_their_own_logit_loading_and_conserve_trips()
    {
        var network = RandomNetwork.Create(seed: 5, zones: 6, nodes: 25, links: 90, firstThrough: 7);
        var result = StochasticAssignment.Solve(network.Graph, network.Cost, network.Trips, 0.5, Tight with { Residual = 1e-10 }).Value;
        result.Residuals[^1].ShouldBeLessThanOrEqualTo(1e-10);
        for (var node = 1; node <= network.Graph.NodeCount; node++)
            Balance(network, result, node).ShouldBe(0, 1e-8 * network.Trips.Total());
    }

    [Fact]
    public void With_strong_dispersion_it_comes_near_the_user_equilibrium()
    {
        var network = TwoLinks();
        var equilibrium = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-12 }).Value;
        var sharp = StochasticAssignment.Solve(network.Graph, network.Cost, network.Trips, 50, Tight with { Residual = 1e-8 }).Value;
        sharp.LinkFlow[0].ShouldBe(equilibrium.LinkFlow[0], 0.002);
        var mild = StochasticAssignment.Solve(network.Graph, network.Cost, network.Trips, 0.1, Tight).Value;
        Math.Abs(mild.LinkFlow[0] - equilibrium.LinkFlow[0]).ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void Sioux_falls_converges_and_threads_change_nothing()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var one = StochasticAssignment.Solve(network.Graph, network.Cost, network.Trips, 0.5, new StochasticOptions { Residual = 1e-6 }).Value;
        var two = StochasticAssignment.Solve(network.Graph, network.Cost, network.Trips, 0.5, new StochasticOptions { Residual = 1e-6, Workers = 2 }).Value;
        one.Converged.ShouldBeTrue();
        two.LinkFlow.ShouldBe(one.LinkFlow);
    }

    [Fact]
    public void Trips_without_a_path_are_named()
    {
        var network = TestNetwork.Build(2, 2, 1, [new NetworkLink(2, 1, 1, 1, 1, 0, 0)], (1, 2, 5));
        StochasticAssignment.Solve(network.Graph, network.Cost, network.Trips, 1).Problems[0].Message.ShouldContain("zone 1");
    }

    private static TestNetwork TwoLinks() => TestNetwork.Build(
        2, 2, 1, [new NetworkLink(1, 2, 4, 1, 10, 0.15, 4), new NetworkLink(1, 2, 6, 1, 15, 0.15, 4)], (1, 2, 10));

    private static double Balance(TestNetwork network, StochasticResult result, int node)
    {
        var sum = 0.0;
        for (var k = 0; k < result.LinkFlow.Length; k++)
        {
            var link = network.Graph.Definition.Links[k];
            sum += link.ToNode == node ? result.LinkFlow[k] : 0;
            sum -= link.FromNode == node ? result.LinkFlow[k] : 0;
        }

        for (var other = 0; node <= network.Trips.Size && other < network.Trips.Size; other++)
            sum += other == node - 1 ? 0 : network.Trips[node - 1, other] - network.Trips[other, node - 1];
        return sum;
    }
}
