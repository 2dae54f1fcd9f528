using System.Diagnostics;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Moves flow inside a bush towards equal costs, Algorithm B [Dial2006; Nie2010]. A forward pass in topological order
/// (<see cref="BushLabeller"/>) finds, for every node j, the cheapest path L_j and the dearest used path U_j within the bush.
/// A backward pass then takes every node that flow enters by another link than the cheapest, follows both paths back to where
/// they part, and moves Δ = min(flow on the dear segment, (c_dear − c_cheap) / Σ c′ over both segments), a Newton step on the
/// cost difference, safeguarded by non-negativity. Link costs and slopes are brought up to date at once, so each move sees
/// the effect of the moves before it.
/// <para>Cost: linear in the links of the bush plus the lengths of the segments. Single-threaded, because bushes share the
/// link state.</para>
/// </summary>
internal sealed class BushEquilibrator<TCost>
    where TCost : struct, ILinkCost
{
    private readonly LinkState<TCost> _links;
    private readonly BushLabeller _labeller;
    private readonly BushMoves _moves = new();

    public BushEquilibrator(NetworkGraph graph, LinkState<TCost> links)
    {
        _links = links;
        _labeller = new BushLabeller(graph.NodeCount);
    }

    /// <summary>Moves of flow so far.</summary>
    public long Shifts { get; private set; }

    /// <summary>Bushes equilibrated so far.</summary>
    public long Passes { get; private set; }

    /// <summary>Moves flow once at every merge node of a bush and notes its excess before.</summary>
    public void Equilibrate(Bush bush)
    {
        bush.Excess = _labeller.Label(bush, _links.CostOf(bush.Class), _moves);
        Shift(bush, _moves);
    }

    /// <summary>Adds trips to a bush and to the links, along the cheapest paths within the bush.</summary>
    /// <param name="bush">The bush.</param>
    /// <param name="trips">Trips to each destination.</param>
    /// <param name="through">Scratch, at least one entry per node of the bush.</param>
    public void LoadCheapest(Bush bush, ReadOnlySpan<double> trips, double[] through)
    {
        _labeller.Label(bush, _links.CostOf(bush.Class));
        Array.Clear(through, 0, bush.NodeCount);
        for (var k = 0; k < trips.Length; k++)
            through[bush.Destinations[k]] = trips[k];
        for (var position = bush.NodeCount - 1; position > 0; position--)
        {
            if (through[position] <= 0)
                continue;
            ref var link = ref bush.Links[_labeller.ShortestIn[position]];
            link.Flow += through[position];
            _links.Update(link.Link, _links.Flow[link.Link] + through[position]);
            through[link.Tail] += through[position];
        }
    }

    /// <summary>Moves flow between the paths that a labeller has found, one pair after the other.</summary>
    public void Shift(Bush bush, BushMoves moves)
    {
        for (var move = 0; move < moves.Count; move++)
            Shift(bush.Links, _links.CostOf(bush.Class), moves.CheapOf(move), moves.DearOf(move));
        Passes++;
    }

    private void Shift(BushLink[] links, double[] cost, ReadOnlySpan<BushMoves.Step> cheap, ReadOnlySpan<BushMoves.Step> dear)
    {
        var slope = _links.Slope;
        var (difference, slopes, flow) = (0.0, 0.0, double.PositiveInfinity);
        foreach (var step in dear)
        {
            difference += cost[step.Link];
            slopes += slope[step.Link];
            flow = Math.Min(flow, links[step.Position].Flow);
        }

        foreach (var step in cheap)
        {
            difference -= cost[step.Link];
            slopes += slope[step.Link];
        }

        if (difference <= 0 || flow <= 0)
            return;
        Debug.Assert(slopes >= 0, "costs do not fall with flow");
        var amount = difference < flow * slopes ? difference / slopes : flow;
        MoveAlong(links, cheap, amount);
        MoveAlong(links, dear, -amount);
        Shifts++;
    }

    private void MoveAlong(BushLink[] links, ReadOnlySpan<BushMoves.Step> path, double amount)
    {
        foreach (var step in path)
        {
            links[step.Position].Flow += amount;
            _links.Update(step.Link, Math.Max(0, _links.Flow[step.Link] + amount));
        }
    }
}
