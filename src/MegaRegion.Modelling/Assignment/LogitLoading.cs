using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Dial's loading of one origin [Dial1971] on its efficient links, with logarithmic weights. Owns its scratch memory; one
/// thread at a time.
/// </summary>
internal sealed class LogitLoading
{
    private readonly NetworkGraph _graph;
    private readonly double _dispersion;
    private readonly int[] _node;
    private readonly int[] _firstIn;
    private readonly int[] _link;
    private readonly double[] _logWeight;
    private readonly double[] _through;

    public LogitLoading(NetworkGraph graph, int origin, double[] freeCost, double dispersion)
    {
        (_graph, _dispersion) = (graph, dispersion);
        var search = new ShortestPathSearch(graph);
        search.Run(origin, freeCost);
        var rank = Rank(graph, search);
        _node = [.. Enumerable.Range(0, graph.NodeCount).Where(node => rank[node] >= 0).OrderBy(node => rank[node])];
        var entering = Enumerable.Range(0, graph.LinkCount)
            .Where(link => rank[graph.Tail[link]] >= 0 && rank[graph.Head[link]] > rank[graph.Tail[link]] && IsPassable(graph, origin, graph.Tail[link]) && IsFurther(search, graph, link))
            .ToLookup(link => graph.Head[link]);
        (_firstIn, _link) = (new int[_node.Length + 1], [.. _node.SelectMany(node => entering[node])]);
        for (var k = 0; k < _node.Length; k++)
            _firstIn[k + 1] = _firstIn[k] + entering[_node[k]].Count();
        (_logWeight, _through) = (new double[graph.NodeCount], new double[graph.NodeCount]);
    }

    /// <summary>ln W of every node at these costs.</summary>
    public void Weigh(double[] cost)
    {
        Array.Fill(_logWeight, double.NegativeInfinity);
        _logWeight[_node[0]] = 0;
        for (var k = 1; k < _node.Length; k++)
        {
            var largest = double.NegativeInfinity;
            for (var e = _firstIn[k]; e < _firstIn[k + 1]; e++)
                largest = Math.Max(largest, Term(cost, _link[e]));
            var sum = 0.0;
            for (var e = _firstIn[k]; e < _firstIn[k + 1]; e++)
                sum += Math.Exp(Term(cost, _link[e]) - largest);
            _logWeight[_node[k]] = double.IsNegativeInfinity(largest) ? largest : largest + Math.Log(sum);
        }
    }

    /// <summary>Adds the trips to the link flows.</summary>
    public void Load(double[] cost, ReadOnlySpan<int> destinations, ReadOnlySpan<double> trips, double[] flow)
    {
        Weigh(cost);
        Array.Clear(_through);
        for (var k = 0; k < destinations.Length; k++)
            _through[destinations[k]] = trips[k];
        for (var k = _node.Length - 1; k > 0; k--)
        {
            var node = _node[k];
            if (_through[node] == 0)
                continue;
            for (var e = _firstIn[k]; e < _firstIn[k + 1]; e++)
            {
                var part = _through[node] * Math.Exp(Term(cost, _link[e]) - _logWeight[node]);
                flow[_link[e]] += part;
                _through[_graph.Tail[_link[e]]] += part;
            }
        }
    }

    /// <summary>Expected cost to a node, after <see cref="Weigh"/>.</summary>
    public double Satisfaction(int node) => node == _node[0] ? 0 : -_logWeight[node] / _dispersion;

    private double Term(double[] cost, int link) => _logWeight[_graph.Tail[link]] - (_dispersion * cost[link]);

    private static bool IsPassable(NetworkGraph graph, int origin, int node) => node == origin || node < graph.FirstClosedNode;

    // Links without length keep the order of their tree, so that they are not lost.
    private static bool IsFurther(ShortestPathSearch search, NetworkGraph graph, int link) =>
        search.Distance[graph.Head[link]] > search.Distance[graph.Tail[link]] || search.ParentLink[graph.Head[link]] == link;

    private static int[] Rank(NetworkGraph graph, ShortestPathSearch search)
    {
        var rank = new int[graph.NodeCount];
        Array.Fill(rank, -1);
        var next = 0;
        foreach (var node in search.Settled)
            rank[node] = next++;
        for (var node = graph.FirstClosedNode; node < graph.NodeCount; node++)
        {
            if (rank[node] < 0 && search.ParentLink[node] >= 0)
                rank[node] = next++;
        }

        return rank;
    }
}
