using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Paths;

/// <summary>
/// Shortest-path trees of the same origins again and again while costs change, by several workers. The order in which an
/// origin's tree settled the nodes is kept and serves its next tree (<see cref="ShortestPathSearch.Rerun"/>). Memory: 4 bytes per
/// origin and node for as many origins as fit in <see cref="MostMemory"/>; the others search anew.
/// </summary>
internal sealed class RepeatedTrees
{
    private const long MostMemory = 256L << 20;

    private readonly ShortestPathSearch[] _searches;
    private readonly int[] _origins;
    private readonly int[]?[] _orders;

    /// <summary>Trees that have not been computed yet.</summary>
    /// <param name="graph">The graph to search.</param>
    /// <param name="origins">Node index of each origin.</param>
    /// <param name="workers">Number of workers.</param>
    /// <param name="orders">Orders of related trees to begin with, by origin, null for none; they are changed here.</param>
    public RepeatedTrees(NetworkGraph graph, int[] origins, int workers, int[]?[] orders)
    {
        _origins = origins;
        _searches = [.. Enumerable.Range(0, workers).Select(_ => new ShortestPathSearch(graph))];
        _orders = orders[..(int)Math.Min(origins.Length, MostMemory / sizeof(int) / graph.NodeCount)];
    }

    /// <summary>In which order the last tree of an origin settled the nodes; null where it is not known. It changes with the next tree.</summary>
    public int[]? OrderOf(int origin) => origin < _orders.Length ? _orders[origin] : null;

    /// <summary>Computes the tree of an origin. The result lasts until the worker's next tree.</summary>
    /// <param name="worker">Who computes.</param>
    /// <param name="origin">Position of the origin in the list.</param>
    /// <param name="linkCost">Cost of each link index, at least 0.</param>
    public ShortestPathSearch Run(int worker, int origin, double[] linkCost)
    {
        var search = _searches[worker];
        if (origin < _orders.Length && _orders[origin] is { } order)
        {
            if (!search.Rerun(_origins[origin], linkCost, order))
                _orders[origin] = null;
            return search;
        }

        search.Run(_origins[origin], linkCost);
        if (origin < _orders.Length)
            _orders[origin] = search.Settled.ToArray();
        return search;
    }
}
