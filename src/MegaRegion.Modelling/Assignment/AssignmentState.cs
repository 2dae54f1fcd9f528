using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// What a later assignment can start from: the bushes of a solved one, by origin. Immutable and independent of the
/// numbering of a graph, so it serves any number of related scenarios at once: other costs and capacities, other trips,
/// closed and new links.
/// </summary>
public sealed class AssignmentState
{
    private readonly NetworkGraph _graph;
    private readonly Dictionary<(int Number, int Class), Bush> _bushOfOrigin;
    private readonly Dictionary<(int Number, int Class), int[]> _orderOfOrigin = [];

    internal AssignmentState(NetworkGraph graph, Bush[] bushes, RepeatedTrees trees)
    {
        _graph = graph;
        _bushOfOrigin = bushes.ToDictionary(bush => (graph.NumberOfNode[bush.Node[0]], bush.Class));
        for (var origin = 0; origin < bushes.Length; origin++)
        {
            if (trees.OrderOf(origin) is { } order)
                _orderOfOrigin.Add((graph.NumberOfNode[bushes[origin].Node[0]], bushes[origin].Class), order);
        }
    }

    internal NetworkGraph Graph => _graph;

    /// <summary>The bush of an origin, by its number in the file, and a class; null when it has no trips.</summary>
    internal Bush? BushOf(int originNumber, int travelClass) => _bushOfOrigin.GetValueOrDefault((originNumber, travelClass));

    /// <summary>
    /// Bushes for another run, in its numbering. An origin has none when it is new or its destinations have changed; it
    /// then starts from a shortest-path tree.
    /// </summary>
    internal Bush?[] Translate(NetworkGraph graph, TripList trips, double[][] tolls)
    {
        var (nodes, links) = (NodeMap(graph), LinkMap(graph));
        var open = tolls.Select(toll => toll.Length == 0 ? links : [.. links.Select(link => link >= 0 && double.IsFinite(toll[link]) ? link : -1)]).ToArray();
        var result = new Bush?[trips.Origins.Length];
        for (var origin = 0; origin < result.Length; origin++)
        {
            var travelClass = trips.ClassOf[origin];
            result[origin] = BushOf(graph.NumberOfNode[trips.Origins[origin]], travelClass)?
                .Translate(nodes, open[travelClass], trips.DestinationsOf(origin));
        }

        return result;
    }

    /// <summary>
    /// In which order the shortest paths of each origin reached the nodes, in the numbering of another run and as copies of its
    /// own; null where that is not known.
    /// </summary>
    internal int[]?[] Orders(NetworkGraph graph, TripList trips)
    {
        var nodes = NodeMap(graph);
        var result = new int[]?[trips.Origins.Length];
        for (var origin = 0; origin < result.Length; origin++)
        {
            if (_orderOfOrigin.TryGetValue((graph.NumberOfNode[trips.Origins[origin]], trips.ClassOf[origin]), out var order))
                result[origin] = Array.ConvertAll(order, node => nodes[node]);
            if (result[origin] is { } known && known.AsSpan().Contains(-1))
                result[origin] = null;
        }

        return result;
    }

    /// <summary>New index of each old node, −1 where it is gone; nodes keep their numbers.</summary>
    private int[] NodeMap(NetworkGraph graph)
    {
        var indexOfNumber = new int[graph.NodeCount + 1];
        for (var node = 0; node < graph.NodeCount; node++)
            indexOfNumber[graph.NumberOfNode[node]] = node;
        var map = new int[_graph.NodeCount];
        for (var node = 0; node < map.Length; node++)
            map[node] = _graph.NumberOfNode[node] is var number && number < indexOfNumber.Length ? indexOfNumber[number] : -1;
        return map;
    }

    /// <summary>
    /// New index of each old link, −1 where it is closed. Links are matched by their ends; parallel links by their order.
    /// </summary>
    private int[] LinkMap(NetworkGraph graph)
    {
        var (links, firstOfEnds) = (graph.Definition.Links, new Dictionary<long, int>(graph.LinkCount));
        var nextOfEnds = new int[graph.LinkCount];
        for (var position = links.Count - 1; position >= 0; position--)
        {
            nextOfEnds[position] = firstOfEnds.GetValueOrDefault(Ends(links[position]), -1);
            firstOfEnds[Ends(links[position])] = position;
        }

        var map = new int[_graph.LinkCount];
        for (var position = 0; position < map.Length; position++)
        {
            var ends = Ends(_graph.Definition.Links[position]);
            var partner = firstOfEnds.GetValueOrDefault(ends, -1);
            map[_graph.LinkOfFile[position]] = partner < 0 ? -1 : graph.LinkOfFile[partner];
            if (partner >= 0)
                firstOfEnds[ends] = nextOfEnds[partner];
        }

        return map;
    }

    private static long Ends(NetworkLink link) => ((long)link.FromNode << 32) | (uint)link.ToNode;
}
