namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// The forward pass of Algorithm B: for every node of a bush, in topological order, the cost of the cheapest path L_j and of the
/// dearest used path U_j within it. Reads bush and costs only, so several can work at once. Cost: linear in the links of the bush.
/// </summary>
/// <param name="nodes">Nodes of the largest bush.</param>
internal sealed class BushLabeller(int nodes)
{
    private const int None = -1;

    private readonly double[] _shortest = new double[nodes];
    private readonly double[] _longest = new double[nodes];

    /// <summary>Finds the labels and returns Σ flow · (cost above the cheapest path in the bush).</summary>
    /// <param name="bush">The bush.</param>
    /// <param name="cost">Cost of each link index.</param>
    /// <param name="labels">Receives the entries of the paths.</param>
    public double Label(Bush bush, double[] cost, BushLabels labels)
    {
        var (firstIn, links) = (bush.FirstIn, bush.Links);
        var (shortestIn, longestIn) = (labels.ShortestIn, labels.LongestIn);
        var excess = 0.0;
        _shortest[0] = _longest[0] = 0;
        labels.UnevenCount = 0;
        for (int position = 1, k = firstIn[1]; position < bush.NodeCount; position++)
        {
            var end = firstIn[position + 1];
            if (end - k == 1)
            {
                ref readonly var link = ref links[k];
                _shortest[position] = _shortest[link.Tail] + cost[link.Link];
                _longest[position] = _longest[link.Tail] + cost[link.Link];
                shortestIn[position] = longestIn[position] = k++;
                continue;
            }

            excess += LabelMerge(links, cost, labels, position, k, end);
            k = end;
        }

        return excess;
    }

    private double LabelMerge(BushLink[] links, double[] cost, BushLabels labels, int position, int start, int end)
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
        (labels.ShortestIn[position], labels.LongestIn[position]) = (shortestIn, longestIn);
        if (longestIn != None && longestIn != shortestIn)
            labels.Uneven[labels.UnevenCount++] = position;
        return flowCost - (flow * shortest);
    }
}
