using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Paths;

/// <summary>
/// Skims: for every pair of zones the cost of the shortest path, and sums of other link attributes along it
/// (time, length, toll of the path that is cheapest by generalised cost). The diagonal is 0, pairs without a path are
/// +∞. One tree per origin; rows are written by the worker that computed them, so the result does not depend on the
/// number of workers.
/// </summary>
public static class SkimKernel
{
    /// <summary>Cheapest cost between all zones.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="linkCost">Cost of each link index, at least 0.</param>
    /// <param name="workers">Number of threads.</param>
    public static OdMatrix Cost(NetworkGraph graph, double[] linkCost, int workers = 1) =>
        CostAndAttributes(graph, linkCost, [], workers)[0];

    /// <summary>Cheapest cost between all zones, followed by the sum of each attribute along the cheapest path.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="linkCost">Cost of each link index, at least 0; it alone chooses the path.</param>
    /// <param name="attributes">For each attribute one value per link index.</param>
    /// <param name="workers">Number of threads.</param>
    public static OdMatrix[] CostAndAttributes(
        NetworkGraph graph, double[] linkCost, IReadOnlyList<double[]> attributes, int workers = 1)
    {
        var skims = new OdMatrix[attributes.Count + 1];
        for (var k = 0; k < skims.Length; k++)
            skims[k] = new OdMatrix(graph.ZoneCount);
        var searches = new ShortestPathSearch[workers];
        var along = new double[workers][];
        for (var worker = 0; worker < workers; worker++)
            (searches[worker], along[worker]) = (new ShortestPathSearch(graph), new double[graph.NodeCount]);
        ParallelSweep.Run(graph.ZoneCount, workers, (worker, zone) =>
        {
            var search = searches[worker];
            search.Run(graph.NodeOfZone[zone], linkCost);
            CopyZones(graph, search.Distance, skims[0].Row(zone));
            for (var k = 0; k < attributes.Count; k++)
            {
                SumAlongTree(graph, search, attributes[k], along[worker]);
                CopyZones(graph, along[worker], skims[k + 1].Row(zone));
            }
        });
        return skims;
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
