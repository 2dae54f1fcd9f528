using System.Diagnostics;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Moves flow inside a bush towards equal costs, Algorithm B [Dial2006; Nie2010]. A forward pass in topological order
/// finds, for every node j, the cheapest path L_j and the dearest used path U_j within the bush. A backward pass then
/// takes every merge node with U_j &gt; L_j, follows both paths back to where they part, and moves
/// Δ = min(flow on the dear segment, (c_dear − c_cheap) / Σ c′ over both segments), a Newton step on the cost
/// difference, safeguarded by non-negativity. Link costs and slopes are brought up to date at once, so each move sees
/// the effect of the moves before it.
/// <para>Cost: linear in the links of the bush plus the lengths of the segments. Owns labels for the largest bush;
/// single-threaded, because bushes share the link state.</para>
/// </summary>
internal sealed class BushEquilibrator<TCost>
    where TCost : struct, ILinkCost
{
    private const int None = -1;

    private readonly LinkState<TCost> _links;
    private readonly double[] _shortest;
    private readonly double[] _longest;
    private readonly int[] _shortestIn;
    private readonly int[] _longestIn;

    public BushEquilibrator(NetworkGraph graph, LinkState<TCost> links)
    {
        _links = links;
        (_shortest, _longest) = (new double[graph.NodeCount], new double[graph.NodeCount]);
        (_shortestIn, _longestIn) = (new int[graph.NodeCount], new int[graph.NodeCount]);
    }

    /// <summary>Moves of flow so far.</summary>
    public long Shifts { get; private set; }

    /// <summary>Bushes equilibrated so far.</summary>
    public long Passes { get; private set; }

    /// <summary>Moves flow once at every merge node of a bush and notes its excess before.</summary>
    public void Equilibrate(Bush bush)
    {
        bush.Excess = Label(bush);
        Shift(bush);
        Passes++;
    }

    /// <summary>Adds trips to a bush and to the links, along the cheapest paths within the bush.</summary>
    /// <param name="bush">The bush.</param>
    /// <param name="trips">Trips to each destination.</param>
    /// <param name="through">Scratch, at least one entry per node of the bush.</param>
    public void LoadCheapest(Bush bush, ReadOnlySpan<double> trips, double[] through)
    {
        Label(bush);
        Array.Clear(through, 0, bush.NodeCount);
        for (var k = 0; k < trips.Length; k++)
            through[bush.Destinations[k]] = trips[k];
        for (var position = bush.NodeCount - 1; position > 0; position--)
        {
            if (through[position] <= 0)
                continue;
            ref var link = ref bush.Links[_shortestIn[position]];
            link.Flow += through[position];
            _links.Update(link.Link, _links.Flow[link.Link] + through[position]);
            through[link.Tail] += through[position];
        }
    }

    /// <summary>Finds the labels and returns Σ flow · (cost above the cheapest path in the bush).</summary>
    private double Label(Bush bush)
    {
        var (firstIn, links, cost) = (bush.FirstIn, bush.Links, _links.CostOf(bush.Class));
        var excess = 0.0;
        _shortest[0] = _longest[0] = 0;
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

    /// <summary>Moves flow at every merge node, using the labels of <see cref="Label"/>.</summary>
    private void Shift(Bush bush)
    {
        for (var m = bush.MergeCount - 1; m >= 0; m--)
        {
            var position = bush.Merges[m];
            if (_longestIn[position] != None && _longestIn[position] != _shortestIn[position])
                ShiftAt(bush.Links, _links.CostOf(bush.Class), position);
        }
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
        return flowCost - (flow * shortest);
    }

    private void ShiftAt(BushLink[] links, double[] cost, int merge)
    {
        var slope = _links.Slope;
        ref readonly var cheap = ref links[_shortestIn[merge]];
        ref readonly var dear = ref links[_longestIn[merge]];
        var difference = cost[dear.Link] - cost[cheap.Link];
        var slopes = slope[dear.Link] + slope[cheap.Link];
        var flow = dear.Flow;
        var (onCheap, onDear) = (cheap.Tail, dear.Tail);
        while (onCheap != onDear)
        {
            if (onCheap > onDear)
            {
                ref readonly var link = ref links[_shortestIn[onCheap]];
                difference -= cost[link.Link];
                slopes += slope[link.Link];
                onCheap = link.Tail;
            }
            else
            {
                ref readonly var link = ref links[_longestIn[onDear]];
                difference += cost[link.Link];
                slopes += slope[link.Link];
                flow = Math.Min(flow, link.Flow);
                onDear = link.Tail;
            }
        }

        if (difference <= 0 || flow <= 0)
            return;
        Debug.Assert(slopes >= 0, "costs do not fall with flow");
        Move(links, merge, onCheap, difference < flow * slopes ? difference / slopes : flow);
        Shifts++;
    }

    private void Move(BushLink[] links, int merge, int parting, double amount)
    {
        MoveAlong(links, merge, parting, _shortestIn, amount);
        MoveAlong(links, merge, parting, _longestIn, -amount);
    }

    private void MoveAlong(BushLink[] links, int from, int parting, int[] via, double amount)
    {
        while (from != parting)
        {
            ref var link = ref links[via[from]];
            link.Flow += amount;
            _links.Update(link.Link, Math.Max(0, _links.Flow[link.Link] + amount));
            from = link.Tail;
        }
    }
}
