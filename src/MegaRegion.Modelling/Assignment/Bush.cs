using System.Diagnostics;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// An acyclic part of the network that carries the trips of one origin. Nodes are numbered by their position in a
/// topological order, the origin first; the links that enter position p are <c>FirstIn[p] … FirstIn[p+1] − 1</c>.
/// Only nodes on paths to destinations are kept, which on large networks is a small part of all.
/// </summary>
internal sealed class Bush
{
    private const double Growth = 1.25;
    private const double Leftover = 1e-14;

    private int[] _destinations = [];
    private double[] _lostShare = [];

    /// <summary>A bush that holds only its origin.</summary>
    public Bush(int origin, int travelClass)
    {
        Class = travelClass;
        Node = [origin];
        FirstIn = [0, 0];
        NodeCount = 1;
    }

    /// <summary>Whose trips these are.</summary>
    public int Class { get; }

    public int NodeCount { get; private set; }

    public int MergeCount { get; private set; }

    public int LinkCount => FirstIn[NodeCount];

    /// <summary>Node index at each position.</summary>
    public int[] Node { get; private set; }

    /// <summary>Row starts of <see cref="Links"/>.</summary>
    public int[] FirstIn { get; private set; }

    /// <summary>Links by the position they enter.</summary>
    public BushLink[] Links { get; private set; } = [];

    /// <summary>Positions that more than one link enters, in increasing order.</summary>
    public int[] Merges { get; private set; } = [];

    /// <summary>Flow cost above the cheapest path within the bush, when it was last looked at.</summary>
    public double Excess { get; set; }

    /// <summary>Positions of the destinations.</summary>
    public ReadOnlySpan<int> Destinations => _destinations;

    /// <summary>
    /// Part of each destination's trips that closed links have cut off and that the flows do not hold; empty when the bush is
    /// whole. A cut bush may have nodes without entry until it is rebuilt.
    /// </summary>
    public ReadOnlySpan<double> LostShare => _lostShare;

    /// <summary>True from a translation that closes links of the bush until <see cref="DeclareWhole"/>.</summary>
    public bool IsCut => _lostShare.Length > 0;

    /// <summary>Replaces the content. Memory is kept and grows only when it must.</summary>
    public void Assign(ReadOnlySpan<int> node, ReadOnlySpan<int> firstIn, ReadOnlySpan<BushLink> links, ReadOnlySpan<int> merges)
    {
        Debug.Assert(firstIn.Length == node.Length + 1 && firstIn[^1] == links.Length, "rows fit the links");
        (Node, FirstIn) = (Copy(node, Node), Copy(firstIn, FirstIn));
        (Links, Merges) = (Copy(links, Links), Copy(merges, Merges));
        (NodeCount, MergeCount, Excess) = (node.Length, merges.Length, 0);
    }

    /// <summary>
    /// A copy in another numbering without the links that have no number there and without the flow of every path over
    /// one of them (<see cref="BushCut"/>). Null when the destinations are not the same or a node has no number.
    /// </summary>
    /// <param name="nodes">New index of each node.</param>
    /// <param name="links">New index of each link, −1 for a closed one.</param>
    /// <param name="destinations">Destinations in the new numbering.</param>
    public Bush? Translate(int[] nodes, int[] links, ReadOnlySpan<int> destinations)
    {
        if (!HasDestinations(nodes, destinations))
            return null;
        var cut = BushCut.Of(this, links);
        var (node, firstIn, kept, merges) = (new int[Roomy(NodeCount)], new int[Roomy(NodeCount + 1)], new BushLink[Roomy(LinkCount)], new int[Roomy(MergeCount)]);
        var (keptCount, mergeCount, own, ownFirstIn) = (0, 0, Links, FirstIn);
        for (var position = 0; position < NodeCount; position++)
        {
            if (nodes[Node[position]] < 0)
                return null;
            (node[position], firstIn[position]) = (nodes[Node[position]], keptCount);
            for (var k = ownFirstIn[position]; k < ownFirstIn[position + 1]; k++)
            {
                ref readonly var link = ref own[k];
                if (links[link.Link] >= 0)
                    kept[keptCount++] = new BushLink { Tail = link.Tail, Link = links[link.Link], Flow = cut is null ? link.Flow : cut.Remaining(in link, position) };
            }

            if (keptCount - firstIn[position] > 1)
                merges[mergeCount++] = position;
        }

        firstIn[NodeCount] = keptCount;
        return new Bush(node[0], Class)
        {
            Node = node,
            FirstIn = firstIn,
            Links = kept,
            Merges = merges,
            NodeCount = NodeCount,
            MergeCount = mergeCount,
            _destinations = (int[])_destinations.Clone(),
            _lostShare = cut?.LostShares(_destinations) ?? [],
        };
    }

    /// <summary>The bush carries all its trips again.</summary>
    public void DeclareWhole() => _lostShare = [];

    private bool HasDestinations(int[] nodes, ReadOnlySpan<int> destinations)
    {
        if (destinations.Length != _destinations.Length)
            return false;
        for (var k = 0; k < destinations.Length; k++)
        {
            if (nodes[Node[_destinations[k]]] != destinations[k])
                return false;
        }

        return true;
    }

    /// <summary>Remembers where the destinations stand in the new order.</summary>
    public void PlaceDestinations(ReadOnlySpan<int> destinations, int[] position)
    {
        if (_destinations.Length == 0)
            _destinations = new int[destinations.Length];
        for (var k = 0; k < destinations.Length; k++)
            _destinations[k] = position[destinations[k]];
    }

    /// <summary>
    /// Makes inflow equal outflow plus arriving trips at every node, from the last node to the first, keeping the shares
    /// of the links that enter it. It loads the trips on a new tree and afterwards removes rounding errors: what is left
    /// over on a link after many moves (below <see cref="Leftover"/> of the node's flow) becomes exactly 0.
    /// </summary>
    /// <param name="trips">Trips to each destination.</param>
    /// <param name="through">Scratch, at least one entry per node of the bush.</param>
    public void Restore(ReadOnlySpan<double> trips, double[] through)
    {
        Array.Clear(through, 0, NodeCount);
        for (var k = 0; k < trips.Length; k++)
            through[_destinations[k]] = trips[k];
        for (var position = NodeCount - 1; position > 0; position--)
        {
            var entering = Links.AsSpan(FirstIn[position]..FirstIn[position + 1]);
            if (entering.Length == 1)
                entering[0].Flow = through[position];
            else
                Scale(entering, through[position]);
            foreach (ref readonly var link in entering)
                through[link.Tail] += link.Flow;
        }
    }

    /// <summary>
    /// Mean cost from the origin to every position over the paths that flow takes; where none goes, of the first entry.
    /// </summary>
    /// <param name="linkCost">Cost of each link index.</param>
    /// <param name="mean">Receives the cost of each position.</param>
    public void MeanCost(double[] linkCost, double[] mean)
    {
        mean[0] = 0;
        for (var position = 1; position < NodeCount; position++)
        {
            var (flow, flowCost) = (0.0, 0.0);
            var entering = Links.AsSpan(FirstIn[position]..FirstIn[position + 1]);
            foreach (ref readonly var link in entering)
            {
                flow += link.Flow;
                flowCost += link.Flow * (mean[link.Tail] + linkCost[link.Link]);
            }

            mean[position] = flow > 0 ? flowCost / flow : mean[entering[0].Tail] + linkCost[entering[0].Link];
        }
    }

    /// <summary>Copies what belongs to the destinations.</summary>
    public void AtDestinations(double[] ofPosition, Span<double> ofDestination)
    {
        for (var k = 0; k < ofDestination.Length; k++)
            ofDestination[k] = ofPosition[_destinations[k]];
    }

    /// <summary>Adds to link flows what other trips would, with the shares of the present flow at every node. The bush keeps its flow.</summary>
    /// <param name="trips">Trips to each destination, of either sign.</param>
    /// <param name="through">Scratch, at least one entry per node of the bush.</param>
    /// <param name="linkFlow">Flow of each link index, added to.</param>
    public void LoadAlongPaths(ReadOnlySpan<double> trips, double[] through, double[] linkFlow)
    {
        Array.Clear(through, 0, NodeCount);
        for (var k = 0; k < trips.Length; k++)
            through[_destinations[k]] = trips[k];
        for (var position = NodeCount - 1; position > 0; position--)
        {
            var entering = Links.AsSpan(FirstIn[position]..FirstIn[position + 1]);
            var sum = 0.0;
            foreach (ref readonly var link in entering)
                sum += link.Flow;
            for (var k = 0; k < entering.Length; k++)
            {
                var share = sum > 0 ? entering[k].Flow / sum : k == 0 ? 1 : 0;
                through[entering[k].Tail] += share * through[position];
                linkFlow[entering[k].Link] += share * through[position];
            }
        }
    }

    private static void Scale(Span<BushLink> entering, double total)
    {
        var sum = 0.0;
        foreach (ref var link in entering)
        {
            if (link.Flow < Leftover * total)
                link.Flow = 0;
            sum += link.Flow;
        }

        if (sum == 0)
            (entering[0].Flow, sum) = (total, total);
        if (sum == total)
            return;
        foreach (ref var link in entering)
            link.Flow *= total / sum;
    }

    private static int Roomy(int length) => (int)(length * Growth) + 4;

    private static T[] Copy<T>(ReadOnlySpan<T> from, T[] to)
    {
        if (to.Length < from.Length)
            to = new T[Roomy(from.Length)];
        from.CopyTo(to);
        return to;
    }
}
