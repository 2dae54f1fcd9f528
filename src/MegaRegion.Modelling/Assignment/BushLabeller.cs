namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// The forward pass of Algorithm B: for every node of a bush, in topological order, the cost of the cheapest path L_j and of the
/// dearest used path U_j within it, and where the two differ. Reads bush and costs only, so several can work at once. Cost: linear in the links of the bush.
/// </summary>
/// <param name="nodes">Nodes of the largest bush.</param>
internal sealed class BushLabeller(int nodes)
{
    private const int None = -1;

    private readonly double[] _shortest = new double[nodes];
    private readonly double[] _longest = new double[nodes];
    private readonly int[] _shortestIn = new int[nodes];
    private readonly int[] _longestIn = new int[nodes];
    private readonly int[] _uneven = new int[nodes];
    private int _unevenCount;

    /// <summary>Link of the bush by which the cheapest path enters each position, as of the last labels.</summary>
    public ReadOnlySpan<int> ShortestIn => _shortestIn;

    /// <summary>
    /// Finds the labels and the moves that they suggest, at every node that flow enters by another link than the cheapest, from the
    /// last to the first. Returns Σ flow · (cost above the cheapest path in the bush).
    /// </summary>
    /// <param name="bush">The bush.</param>
    /// <param name="cost">Cost of each link index.</param>
    /// <param name="moves">Receives the moves.</param>
    public double Label(Bush bush, double[] cost, BushMoves moves)
    {
        var excess = Label(bush, cost);
        moves.Clear();
        for (var m = _unevenCount - 1; m >= 0; m--)
            moves.Add(bush.Links, _uneven[m], _shortestIn, _longestIn);
        return excess;
    }

    /// <summary>Finds the labels alone.</summary>
    public double Label(Bush bush, double[] cost)
    {
        var (firstIn, links) = (bush.FirstIn, bush.Links);
        var excess = 0.0;
        _shortest[0] = _longest[0] = 0;
        _unevenCount = 0;
        for (int position = 1, k = firstIn[1]; position < bush.NodeCount; position++)
        {
            var end = firstIn[position + 1];
            if (end - k == 1)
            {
                ref readonly var link = ref links[k];
                _shortest[position] = _shortest[link.Tail] + cost[link.Link];
                _longest[position] = _longest[link.Tail] + cost[link.Link];
                _shortestIn[position] = _longestIn[position] = k++;
                continue;
            }

            excess += LabelMerge(links, cost, position, k, end);
            k = end;
        }

        return excess;
    }

    private double LabelMerge(BushLink[] links, double[] cost, int position, int start, int end)
    {
        var (shortest, longest, shortestIn, longestIn) = (double.PositiveInfinity, double.NegativeInfinity, None, None);
        var (flow, flowCost) = (0.0, 0.0);
        for (var k = start; k < end; k++)
        {
            ref readonly var link = ref links[k];
            var linkCost = cost[link.Link];
            var viaShortest = _shortest[link.Tail] + linkCost;
            if (viaShortest < shortest)
                (shortest, shortestIn) = (viaShortest, k);
            if (link.Flow <= 0)
                continue;
            flow += link.Flow;
            flowCost += link.Flow * viaShortest;
            var viaLongest = _longest[link.Tail] + linkCost;
            if (viaLongest > longest)
                (longest, longestIn) = (viaLongest, k);
        }

        (_shortest[position], _longest[position]) = (shortest, longest);
        (_shortestIn[position], _longestIn[position]) = (shortestIn, longestIn);
        if (longestIn != None && longestIn != shortestIn)
            _uneven[_unevenCount++] = position;
        return flowCost - (flow * shortest);
    }
}
