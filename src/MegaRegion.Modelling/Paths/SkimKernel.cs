using MegaRegion.Modelling.Networks;

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
        new SkimSweep(graph, workers).Run(linkCost, attributes, skims);
        return skims;
    }
}
