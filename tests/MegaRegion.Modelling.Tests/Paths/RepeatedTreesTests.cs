using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Paths;

public class RepeatedTreesTests
{
    [Theory]
    [InlineData(1, 0.001)]
    [InlineData(2, 0.1)]
    [InlineData(3, 2)]
    [InlineData(4, 1000)]
    public void A_tree_in_the_order_of_the_last_one_has_the_distances_of_a_new_tree_bit_for_bit(int seed, double change)
    {
        var graph = RandomNetwork.Create(seed, zones: 9, nodes: 200, links: 600, firstThrough: seed % 2 == 0 ? 10 : 1).Graph;
        var (random, cost) = (new Random(seed), new double[graph.LinkCount]);
        var trees = new RepeatedTrees(graph, [.. graph.NodeOfZone], 1, new int[]?[graph.ZoneCount]);
        for (var round = 0; round < 20; round++)
        {
            for (var link = 0; link < cost.Length; link++)
                cost[link] = round == 0 ? 1 + random.NextDouble() : cost[link] * (random.Next(2) == 0 ? 1 : 1 + (change * random.NextDouble()));
            CompareWithNew(graph, trees, cost);
        }
    }

    [Fact]
    public void Links_without_cost_and_equal_paths_do_no_harm()
    {
        var graph = RandomNetwork.Create(5, zones: 9, nodes: 200, links: 600, firstThrough: 10).Graph;
        var (random, cost) = (new Random(5), new double[graph.LinkCount]);
        var trees = new RepeatedTrees(graph, [.. graph.NodeOfZone], 1, new int[]?[graph.ZoneCount]);
        for (var round = 0; round < 20; round++)
        {
            for (var link = 0; link < cost.Length; link++)
                cost[link] = random.Next(3);
            CompareWithNew(graph, trees, cost);
        }
    }

    [Fact]
    public void An_order_that_misses_nodes_is_given_up_and_the_tree_is_right()
    {
        NetworkLink[] links = [new(1, 2, 1, 0, 1, 0, 0), new(2, 3, 1, 0, 1, 0, 0), new(3, 1, 1, 0, 1, 0, 0)];
        var graph = TestNetwork.Build(3, 3, 1, links).Graph;
        int[] partial = [graph.NodeOfZone[0], graph.NodeOfZone[1]];
        var trees = new RepeatedTrees(graph, [graph.NodeOfZone[0]], 1, [partial]);
        trees.Run(0, 0, [1, 1, 1]).Distance[graph.NodeOfZone[2]].ShouldBe(2);
        trees.OrderOf(0).ShouldBeNull();
        trees.Run(0, 0, [1, 1, 1]).Distance[graph.NodeOfZone[2]].ShouldBe(2);
        trees.OrderOf(0)!.Length.ShouldBe(3);
    }

    private static void CompareWithNew(NetworkGraph graph, RepeatedTrees trees, double[] cost)
    {
        var search = new ShortestPathSearch(graph);
        for (var zone = 0; zone < graph.ZoneCount; zone++)
        {
            search.Run(graph.NodeOfZone[zone], cost);
            var again = trees.Run(0, zone, cost);
            again.Distance.SequenceEqual(search.Distance).ShouldBeTrue();
            trees.OrderOf(zone)!.Order().ShouldBe(search.Settled.ToArray().Order());
            for (var node = 0; node < graph.NodeCount; node++)
            {
                if (again.ParentLink[node] is >= 0 and var link)
                    again.Distance[node].ShouldBe(again.Distance[graph.Tail[link]] + cost[link]);
            }
        }
    }
}
