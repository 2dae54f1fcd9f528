using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Paths;

/// <summary>The sweep of <see cref="SkimKernel"/> with its scratch memory; allocates nothing after construction on one worker.</summary>
internal sealed class SkimSweep
{
    private readonly NetworkGraph _graph;
    private readonly int _workers;
    private readonly ShortestPathSearch[] _searches;
    private readonly double[][] _along;
    private readonly Action<int, int> _zone;
    private double[] _linkCost = [];
    private IReadOnlyList<double[]> _attributes = [];
    private OdMatrix[] _skims = [];

    public SkimSweep(NetworkGraph graph, int workers)
    {
        (_graph, _workers, _zone) = (graph, workers, Zone);
        (_searches, _along) = (new ShortestPathSearch[workers], new double[workers][]);
        for (var worker = 0; worker < workers; worker++)
            (_searches[worker], _along[worker]) = (new ShortestPathSearch(graph), new double[graph.NodeCount]);
    }

    /// <summary>Fills one matrix with the cheapest cost and one with the sum of each attribute.</summary>
    public void Run(double[] linkCost, IReadOnlyList<double[]> attributes, OdMatrix[] skims)
    {
        (_linkCost, _attributes, _skims) = (linkCost, attributes, skims);
        ParallelSweep.Run(_graph.ZoneCount, _workers, _zone);
    }

    private void Zone(int worker, int zone)
    {
        var search = _searches[worker];
        search.Run(_graph.NodeOfZone[zone], _linkCost);
        CopyZones(_graph, search.Distance, _skims[0].Row(zone));
        for (var k = 0; k < _attributes.Count; k++)
        {
            SumAlongTree(_graph, search, _attributes[k], _along[worker]);
            CopyZones(_graph, _along[worker], _skims[k + 1].Row(zone));
        }
    }

    private static void CopyZones(NetworkGraph graph, ReadOnlySpan<double> values, Span<double> row)
    {
        for (var zone = 0; zone < row.Length; zone++)
            row[zone] = values[graph.NodeOfZone[zone]];
    }

    private static void SumAlongTree(NetworkGraph graph, ShortestPathSearch search, double[] attribute, double[] sums)
    {
        Array.Fill(sums, double.PositiveInfinity);
        foreach (var node in search.Settled)
            sums[node] = Sum(graph, search, attribute, sums, node, 0);
        for (var node = graph.FirstClosedNode; node < graph.NodeCount; node++)
            sums[node] = Sum(graph, search, attribute, sums, node, sums[node]);
    }

    private static double Sum(
        NetworkGraph graph, ShortestPathSearch search, double[] attribute, double[] sums, int node, double without)
    {
        var link = search.ParentLink[node];
        return link < 0 ? without : sums[graph.Tail[link]] + attribute[link];
    }
}
