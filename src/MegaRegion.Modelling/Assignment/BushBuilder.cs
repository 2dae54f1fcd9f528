using System.Diagnostics;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Rebuilds a bush: drops the links without flow and adds the links that make a better path, keeping it acyclic.
/// <para>With U_j the cost of the longest used path to node j, a link (i, j) is added only if U_i + c_ij &lt; U_j
/// [Dial2006, section 3.3; Nie2010, section 3]: every link then leads from a smaller to a larger U, or to an equal U
/// inside the old bush, so no cycle can close. All such links between nodes of the bush are added, and the paths of the
/// shortest-path tree that lead to destinations, or to better entries of used nodes, over nodes that the bush does not
/// know; those get U along the path. If flow in the bush is balanced but not optimal, the first tree link at which the
/// shortest path gets cheaper than the longest used one always qualifies, so every rebuild makes progress.</para>
/// <para>The new order is the depth-first post-order over incoming links, started at the destinations. Cost: linear in
/// the links of the bush and the added paths. One object per thread, no allocation but for growth.</para>
/// </summary>
internal sealed class BushBuilder
{
    private const int None = -1;

    private readonly NetworkGraph _graph;
    private readonly int[] _oldPosition;
    private readonly int[] _newPosition;
    private readonly bool[] _labelled;
    private readonly bool[] _entered;
    private readonly double[] _longest;
    private readonly double[] _through;
    private readonly int[] _firstAdded;
    private Added[] _added;
    private int _addedCount;
    private readonly int[] _touched;
    private readonly int[] _chain;
    private readonly int[] _node;
    private readonly int[] _firstIn;
    private readonly int[] _merges;
    private int[] _stack;
    private BushLink[] _links;
    private int _touchedCount;
    private int _nodeCount;
    private int _linkCount;
    private int _mergeCount;
    private double _gain;

    public BushBuilder(NetworkGraph graph)
    {
        var n = graph.NodeCount;
        _graph = graph;
        (_oldPosition, _newPosition, _firstAdded) = (new int[n], new int[n], new int[n]);
        (_labelled, _entered, _longest, _through) = (new bool[n], new bool[n], new double[n], new double[n]);
        (_touched, _chain, _node, _firstIn, _merges) = (new int[n], new int[n], new int[n], new int[n + 1], new int[n]);
        (_stack, _links, _added) = (new int[n], new BushLink[n], new Added[n]);
        Array.Fill(_oldPosition, None);
        Array.Fill(_newPosition, None);
        Array.Fill(_firstAdded, None);
    }

    /// <summary>Scratch for the worker who owns the builder, one entry per node; every use of the builder overwrites it.</summary>
    public double[] Through => _through;

    /// <summary>
    /// Rebuilds the bush of an origin from the shortest-path tree that <paramref name="search"/> holds. It stays as it is where its
    /// flow costs less than <paramref name="enough"/>.
    /// </summary>
    public void Rebuild(Bush bush, ShortestPathSearch search, ReadOnlySpan<int> destinations, double[] linkCost, double enough)
    {
        if (LabelUsedNodes(bush, linkCost) < enough)
        {
            Reset();
            return;
        }

        AddTreeLinks(bush, search, linkCost);
        AddCrossLinks(bush, search.ParentLink, linkCost);
        foreach (var node in destinations)
            LabelAlongTree(node, search, linkCost);
        Replace(bush, destinations);
    }

    /// <summary>
    /// Rebuilds a bush from what it knows: better links between its used nodes, without a shortest-path tree. It stays as it
    /// is where Σ (what a better link saves) · (flow of the node that it enters) is below <paramref name="leastGain"/>.
    /// </summary>
    public void Improve(Bush bush, ReadOnlySpan<int> destinations, double[] linkCost, double leastGain)
    {
        LabelUsedNodes(bush, linkCost);
        AddCrossLinks(bush, [], linkCost);
        if (_gain >= leastGain)
            Replace(bush, destinations);
        else
            Reset();
    }

    private void Replace(Bush bush, ReadOnlySpan<int> destinations)
    {
        Emit(bush, destinations);
        bush.Assign(
            _node.AsSpan(0, _nodeCount), _firstIn.AsSpan(0, _nodeCount + 1), _links.AsSpan(0, _linkCount), _merges.AsSpan(0, _mergeCount));
        bush.PlaceDestinations(destinations, _newPosition);
        Reset();
    }

    /// <summary>
    /// Gives U to nodes that flow reaches; flow from a node that closed links have cut off is dropped. Returns what the flow costs.
    /// </summary>
    private double LabelUsedNodes(Bush bush, double[] linkCost)
    {
        var flowCost = 0.0;
        Label(bush.Node[0], 0);
        _oldPosition[bush.Node[0]] = 0;
        for (var position = 1; position < bush.NodeCount; position++)
        {
            var (longest, through) = (double.NegativeInfinity, 0.0);
            for (var k = bush.FirstIn[position]; k < bush.FirstIn[position + 1]; k++)
            {
                ref var link = ref bush.Links[k];
                if (!_labelled[bush.Node[link.Tail]])
                    link.Flow = 0;
                if (link.Flow <= 0)
                    continue;
                longest = Math.Max(longest, _longest[bush.Node[link.Tail]] + linkCost[link.Link]);
                through += link.Flow;
                flowCost += link.Flow * linkCost[link.Link];
            }

            if (double.IsNegativeInfinity(longest))
                continue;
            Label(bush.Node[position], longest);
            _through[bush.Node[position]] = through;
            _oldPosition[bush.Node[position]] = position;
        }

        return flowCost;
    }

    /// <summary>Better entries that the shortest-path tree knows, with the way to them.</summary>
    private void AddTreeLinks(Bush bush, ShortestPathSearch search, double[] linkCost)
    {
        for (var position = 1; position < bush.NodeCount; position++)
        {
            var node = bush.Node[position];
            var link = search.ParentLink[node];
            if (_oldPosition[node] == None || IsUsed(bush, position, link))
                continue;
            LabelAlongTree(_graph.Tail[link], search, linkCost);
            if (IsBetter(link, node, linkCost))
                Add(node, link);
        }
    }

    /// <summary>Better entries between nodes that have labels.</summary>
    private void AddCrossLinks(Bush bush, ReadOnlySpan<int> known, double[] linkCost)
    {
        var (firstOut, head) = (_graph.FirstOutArray, _graph.HeadArray);
        for (var k = 0; k < _touchedCount; k++)
        {
            var tail = _touched[k];
            if (tail >= _graph.FirstClosedNode && tail != bush.Node[0])
                continue;
            for (var link = firstOut[tail]; link < firstOut[tail + 1]; link++)
            {
                var node = head[link];
                var position = _oldPosition[node];
                if (position <= 0 || !IsBetter(link, node, linkCost) || (!known.IsEmpty && known[node] == link) || IsUsed(bush, position, link))
                    continue;
                Add(node, link);
                _gain += (_longest[node] - _longest[tail] - linkCost[link]) * _through[node];
            }
        }
    }

    private bool IsBetter(int link, int node, double[] linkCost) =>
        _longest[_graph.Tail[link]] + linkCost[link] < _longest[node];

    private static bool IsUsed(Bush bush, int position, int link)
    {
        for (var k = bush.FirstIn[position]; k < bush.FirstIn[position + 1]; k++)
        {
            if (bush.Links[k].Link == link && bush.Links[k].Flow > 0)
                return true;
        }

        return false;
    }

    /// <summary>Takes up the nodes of the tree path to a node that have no label yet, each with its tree link.</summary>
    private void LabelAlongTree(int node, ShortestPathSearch search, double[] linkCost)
    {
        var length = 0;
        for (; !_labelled[node]; node = _graph.Tail[search.ParentLink[node]])
            _chain[length++] = node;
        while (length > 0)
        {
            node = _chain[--length];
            var link = search.ParentLink[node];
            Label(node, _longest[_graph.Tail[link]] + linkCost[link]);
            Add(node, link);
        }
    }

    private void Add(int node, int link)
    {
        if (_addedCount == _added.Length)
            Array.Resize(ref _added, 2 * _addedCount);
        _added[_addedCount] = new Added(link, _firstAdded[node]);
        _firstAdded[node] = _addedCount++;
    }

    private void Label(int node, double longest)
    {
        Debug.Assert(!_labelled[node], "a node gets one label");
        _labelled[node] = true;
        _longest[node] = longest;
        _touched[_touchedCount++] = node;
    }

    /// <summary>Writes nodes in depth-first post-order over incoming links, so that every tail precedes its head.</summary>
    private void Emit(Bush bush, ReadOnlySpan<int> destinations)
    {
        (_nodeCount, _linkCount, _mergeCount) = (0, 0, 0);
        EmitNode(bush, bush.Node[0]);
        foreach (var destination in destinations)
        {
            var depth = 0;
            Push(ref depth, destination);
            while (depth > 0)
            {
                var node = _stack[depth - 1];
                if (_newPosition[node] != None || _entered[node])
                {
                    depth--;
                    if (_newPosition[node] == None)
                        EmitNode(bush, node);
                    continue;
                }

                _entered[node] = true;
                PushTails(bush, node, ref depth);
            }
        }
    }

    private void PushTails(Bush bush, int node, ref int depth)
    {
        for (var k = _firstAdded[node]; k != None; k = _added[k].Next)
            Push(ref depth, _graph.Tail[_added[k].Link]);
        var position = _oldPosition[node];
        if (position == None)
            return;
        for (var k = bush.FirstIn[position]; k < bush.FirstIn[position + 1]; k++)
        {
            if (bush.Links[k].Flow > 0)
                Push(ref depth, bush.Node[bush.Links[k].Tail]);
        }
    }

    private void Push(ref int depth, int node)
    {
        if (_newPosition[node] != None)
            return;
        Debug.Assert(!_entered[node], "a bush has no cycle");
        if (depth == _stack.Length)
            Array.Resize(ref _stack, 2 * depth);
        _stack[depth++] = node;
    }

    private void EmitNode(Bush bush, int node)
    {
        var start = _linkCount;
        _node[_nodeCount] = node;
        _firstIn[_nodeCount] = start;
        var position = _oldPosition[node];
        for (var k = position == None ? 0 : bush.FirstIn[position]; position != None && k < bush.FirstIn[position + 1]; k++)
        {
            if (bush.Links[k].Flow > 0)
                EmitLink(bush.Links[k].Link, bush.Links[k].Flow);
        }

        for (var k = _firstAdded[node]; k != None; k = _added[k].Next)
            EmitLink(_added[k].Link, 0);
        if (_linkCount - start > 1)
            _merges[_mergeCount++] = _nodeCount;
        _newPosition[node] = _nodeCount++;
        _firstIn[_nodeCount] = _linkCount;
    }

    private void EmitLink(int link, double flow)
    {
        if (_linkCount == _links.Length)
            Array.Resize(ref _links, 2 * _linkCount);
        _links[_linkCount++] = new BushLink { Tail = _newPosition[_graph.Tail[link]], Link = link, Flow = flow };
    }

    private void Reset()
    {
        for (var k = 0; k < _touchedCount; k++)
        {
            var node = _touched[k];
            (_oldPosition[node], _newPosition[node], _firstAdded[node]) = (None, None, None);
            (_labelled[node], _entered[node]) = (false, false);
        }

        (_touchedCount, _addedCount, _gain) = (0, 0, 0);
    }

    /// <summary>A link to add, in the list of the node that it enters.</summary>
    private readonly record struct Added(int Link, int Next);
}
