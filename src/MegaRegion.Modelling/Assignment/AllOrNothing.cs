using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Loads all trips on shortest paths at fixed costs. Origins are cut into a fixed number of blocks; each block adds into
/// its own flows and the blocks are summed in order, so the result does not depend on the number of workers.
/// </summary>
internal sealed class AllOrNothing
{
    private const int BlockCount = 8;

    private readonly NetworkGraph _graph;
    private readonly TripList _trips;
    private readonly int _workers;
    private readonly double[][] _blockFlow;
    private readonly double[] _shortestCost;
    private readonly ShortestPathSearch[] _searches;
    private readonly double[][] _through;
    private readonly Action<int, int> _loadBlock;
    private double[] _linkCost = [];

    public AllOrNothing(NetworkGraph graph, TripList trips, int workers)
    {
        (_graph, _trips, _workers) = (graph, trips, workers);
        _blockFlow = [.. Enumerable.Range(0, BlockCount).Select(_ => new double[graph.LinkCount])];
        _shortestCost = new double[trips.Origins.Length];
        _searches = [.. Enumerable.Range(0, workers).Select(_ => new ShortestPathSearch(graph))];
        _through = [.. Enumerable.Range(0, workers).Select(_ => new double[graph.NodeCount])];
        _loadBlock = LoadBlock;
    }

    /// <summary>Fills the flows and returns Σ trips · shortest cost; infinite when some trips have no path.</summary>
    public double Load(double[] linkCost, double[] linkFlow, CancellationToken cancellation)
    {
        _linkCost = linkCost;
        ParallelSweep.Run(BlockCount, _workers, _loadBlock, cancellation);
        for (var link = 0; link < linkFlow.Length; link++)
        {
            var sum = 0.0;
            foreach (var flow in _blockFlow)
                sum += flow[link];
            linkFlow[link] = sum;
        }

        return Reduction.Sum(_shortestCost);
    }

    private void LoadBlock(int worker, int block)
    {
        Array.Clear(_blockFlow[block]);
        var search = _searches[worker];
        for (var origin = block; origin < _shortestCost.Length; origin += BlockCount)
        {
            search.Run(_trips.Origins[origin], _linkCost);
            _shortestCost[origin] = _trips.ShortestCost(origin, search.Distance);
            if (double.IsFinite(_shortestCost[origin]))
                LoadTree(origin, search, _through[worker], _blockFlow[block]);
        }
    }

    private void LoadTree(int origin, ShortestPathSearch search, double[] through, double[] flow)
    {
        Array.Clear(through);
        var nodes = _trips.DestinationsOf(origin);
        var trips = _trips.TripsOf(origin);
        for (var k = 0; k < nodes.Length; k++)
            through[nodes[k]] = trips[k];
        for (var node = _graph.FirstClosedNode; node < _graph.NodeCount; node++)
            PassOn(node, search, through, flow);
        var settled = search.Settled;
        for (var k = settled.Length - 1; k >= 0; k--)
        {
            if (settled[k] < _graph.FirstClosedNode)
                PassOn(settled[k], search, through, flow);
        }
    }

    private void PassOn(int node, ShortestPathSearch search, double[] through, double[] flow)
    {
        var link = search.ParentLink[node];
        if (link < 0 || through[node] == 0)
            return;
        flow[link] += through[node];
        through[_graph.Tail[link]] += through[node];
    }
}
