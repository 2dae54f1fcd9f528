using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Paths;

public class ShortestPathTests
{
    [Theory]
    [InlineData("SiouxFalls", 6254, 1e-9)]
    [InlineData("Anaheim", 17490.3212, 5e-5)]
    [InlineData("ChicagoSketch", 7703907.94, 5e-3)]
    [InlineData("berlin-center", 337492654, 0.5)]
    public void Free_flow_skims_of_published_networks_add_up_to_the_known_checksum(string name, double checksum, double tolerance)
    {
        var network = TntpFolder.Open(name);
        SkimKernel.Cost(network.Graph, network.FreeFlowCost(), workers: 2).Total().ShouldBe(checksum, tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Labels_equal_those_of_Bellman_and_Ford_on_random_networks(int seed)
    {
        var network = RandomNetwork.Create(seed, zones: 5, nodes: 40, links: 110, firstThrough: seed % 2 == 0 ? 6 : 1);
        var cost = network.FreeFlowCost();
        var search = new ShortestPathSearch(network.Graph);
        foreach (var origin in network.Graph.NodeOfZone)
        {
            search.Run(origin, cost);
            var expected = BellmanFord(network.Graph, origin, cost);
            for (var node = 0; node < expected.Length; node++)
                search.Distance[node].ShouldBe(expected[node], 1e-12);
        }
    }

    [Fact]
    public void A_path_may_start_and_end_at_a_zone_below_first_through_but_not_pass_it()
    {
        NetworkLink[] links = [new(1, 2, 1, 0, 1, 0, 0), new(2, 3, 1, 0, 1, 0, 0), new(1, 4, 1, 0, 5, 0, 0), new(4, 3, 1, 0, 5, 0, 0)];
        Skim(3, links)[0, 2].ShouldBe(10);
        Skim(3, links)[0, 1].ShouldBe(1);
        Skim(0, links)[0, 2].ShouldBe(2);

        static OdMatrix Skim(int closed, NetworkLink[] links)
        {
            var network = TestNetwork.Build(3, 4, closed + 1, links);
            return SkimKernel.Cost(network.Graph, network.FreeFlowCost());
        }
    }

    [Fact]
    public void Attributes_are_summed_along_the_path_that_is_cheapest_by_cost()
    {
        NetworkLink[] links = [new(1, 3, 1, 7, 1, 0, 0), new(3, 2, 1, 8, 1, 0, 0), new(1, 2, 1, 1, 3, 0, 0)];
        var network = TestNetwork.Build(2, 3, 3, links);
        var length = network.Graph.FromFileOrder([7, 8, 1]);
        var skims = SkimKernel.CostAndAttributes(network.Graph, network.FreeFlowCost(), [length]);
        skims[0][0, 1].ShouldBe(2);
        skims[1][0, 1].ShouldBe(15);
        skims[1][0, 0].ShouldBe(0);
        skims[0][1, 0].ShouldBe(double.PositiveInfinity);
        skims[1][1, 0].ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Skims_are_the_same_bit_for_bit_for_one_and_two_workers()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var one = SkimKernel.Cost(network.Graph, network.FreeFlowCost(), workers: 1);
        var two = SkimKernel.Cost(network.Graph, network.FreeFlowCost(), workers: 2);
        two.Values.SequenceEqual(one.Values).ShouldBeTrue();
    }

    private static double[] BellmanFord(NetworkGraph graph, int origin, double[] cost)
    {
        var label = Enumerable.Repeat(double.PositiveInfinity, graph.NodeCount).ToArray();
        label[origin] = 0;
        for (var round = 0; round < graph.NodeCount; round++)
        {
            for (var link = 0; link < graph.LinkCount; link++)
            {
                var (tail, head) = (graph.Tail[link], graph.Head[link]);
                if (tail < graph.FirstClosedNode || tail == origin)
                    label[head] = Math.Min(label[head], label[tail] + cost[link]);
            }
        }

        return label;
    }
}
