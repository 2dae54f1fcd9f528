using System.Diagnostics;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Paths;

/// <summary>
/// One-to-all shortest paths with non-negative link costs by Dijkstra's algorithm [Dijkstra1959] on a 4-ary heap with
/// lazy deletion: an improved node is pushed again and outdated entries are skipped when they surface. On road networks
/// (about 2.2 links per node) few entries are ever outdated and no position table has to be kept.
/// <para>Nodes that may not be passed through (<see cref="NetworkGraph.FirstClosedNode"/>) get their label from the
/// links that enter them and never see the heap, except as origin.</para>
/// <para>Cost: O((n + m) log n) per tree; memory 16 bytes per link and 16 per node. One object per thread: it owns the
/// labels of the last tree and allocates nothing after construction.</para>
/// </summary>
public sealed unsafe class ShortestPathSearch
{
    private readonly NetworkGraph _graph;
    private readonly double[] _distance;
    private readonly int[] _parentLink;
    private readonly int[] _settled;
    private readonly int[] _reordered;
    private readonly bool[] _isWaiting;
    private readonly HeapItem[] _heap;
    private int _settledCount;

    /// <summary>Scratch memory for one thread.</summary>
    /// <param name="graph">The graph to search.</param>
    public ShortestPathSearch(NetworkGraph graph)
    {
        _graph = graph;
        _distance = new double[graph.NodeCount];
        _parentLink = new int[graph.NodeCount];
        _settled = new int[graph.NodeCount];
        _reordered = new int[graph.NodeCount];
        _isWaiting = new bool[graph.NodeCount];
        _heap = new HeapItem[graph.LinkCount + 1];
    }

    /// <summary>Cost from the last origin to each node index; +∞ where there is no path.</summary>
    public ReadOnlySpan<double> Distance => _distance;

    /// <summary>Last link of the shortest path to each node index; −1 at the origin and where there is no path.</summary>
    public ReadOnlySpan<int> ParentLink => _parentLink;

    /// <summary>The origin and all reached nodes that may be passed through, by increasing cost.</summary>
    public ReadOnlySpan<int> Settled => _settled.AsSpan(0, _settledCount);

    /// <summary>Computes the shortest-path tree of an origin.</summary>
    /// <param name="origin">Node index of the origin.</param>
    /// <param name="linkCost">Cost of each link index, at least 0.</param>
    public void Run(int origin, ReadOnlySpan<double> linkCost)
    {
        if (linkCost.Length < _graph.LinkCount)
            throw new ArgumentException("There must be a cost for every link.", nameof(linkCost));
        Debug.Assert(origin >= 0 && origin < _graph.NodeCount, "origin is a node index");
        Array.Fill(_distance, double.PositiveInfinity);
        Array.Fill(_parentLink, -1);
        _distance[origin] = 0;
        fixed (int* firstOut = _graph.FirstOutArray, head = _graph.HeadArray)
        fixed (double* cost = linkCost, distance = _distance)
        fixed (int* parent = _parentLink, settled = _settled)
        fixed (HeapItem* heap = _heap)
        {
            heap[0] = new HeapItem(0, origin);
            _settledCount = Search(1, firstOut, head, cost, distance, parent, settled, heap);
        }
    }

    /// <summary>
    /// The same tree from the order of an earlier one. All links are looked at once in that order; what leads to a node that
    /// has had its turn goes to the heap and is settled afterwards. While costs change little that is a linear scan with an empty
    /// heap, and it never settles a node twice in the heap, so it costs at most the scan more than <see cref="Run"/>.
    /// Distances are the same bit for bit, since every one is the least sum over a path; <see cref="Settled"/> is empty afterwards.
    /// </summary>
    /// <param name="origin">Node index of the origin.</param>
    /// <param name="linkCost">Cost of each link index, at least 0.</param>
    /// <param name="order">The settled nodes of an earlier tree of this origin, brought up to date here.</param>
    /// <returns>Whether the order holds all nodes that are settled now; a link that is new since the earlier tree can reach others.</returns>
    internal bool Rerun(int origin, ReadOnlySpan<double> linkCost, Span<int> order)
    {
        Array.Fill(_distance, double.PositiveInfinity);
        Array.Fill(_parentLink, -1);
        _distance[origin] = 0;
        foreach (var node in order)
            _isWaiting[node] = true;
        fixed (int* firstOut = _graph.FirstOutArray, head = _graph.HeadArray)
        fixed (double* cost = linkCost, distance = _distance)
        fixed (int* parent = _parentLink, settled = _settled)
        fixed (HeapItem* heap = _heap)
        {
            var size = Scan(order, firstOut, head, cost, distance, parent, heap);
            var moved = Search(size, firstOut, head, cost, distance, parent, settled, heap);
            _settledCount = 0;
            return Reorder(order, _settled.AsSpan(0, moved));
        }
    }

    private int Scan(ReadOnlySpan<int> order, int* firstOut, int* head, double* cost, double* distance, int* parent, HeapItem* heap)
    {
        var (firstClosed, size) = (_graph.FirstClosedNode, 0);
        foreach (var node in order)
        {
            _isWaiting[node] = false;
            var key = distance[node];
            for (int link = firstOut[node], end = firstOut[node + 1]; link < end; link++)
            {
                var next = head[link];
                var candidate = key + cost[link];
                if (candidate >= distance[next])
                    continue;
                distance[next] = candidate;
                parent[next] = link;
                if (next < firstClosed && !_isWaiting[next])
                    Push(heap, size++, candidate, next);
            }
        }

        return size;
    }

    /// <summary>Moves the nodes that were settled after the scan to where their cost puts them.</summary>
    private bool Reorder(Span<int> order, ReadOnlySpan<int> moved)
    {
        if (moved.IsEmpty)
            return true;
        foreach (var node in moved)
            _isWaiting[node] = true;
        var known = 0;
        foreach (var node in order)
            known += _isWaiting[node] ? 1 : 0;
        if (known == moved.Length)
            Merge(order, moved);
        foreach (var node in moved)
            _isWaiting[node] = false;
        return known == moved.Length;
    }

    /// <summary>Puts each moved node behind the last node that costs no more, which its path has passed by then.</summary>
    private void Merge(Span<int> order, ReadOnlySpan<int> moved)
    {
        var (place, last, least) = (order.Length, moved.Length - 1, double.PositiveInfinity);
        for (var k = order.Length - 1; k >= 0; k--)
        {
            if (_isWaiting[order[k]])
                continue;
            least = Math.Min(least, _distance[order[k]]);
            while (last >= 0 && _distance[moved[last]] >= least)
                _reordered[--place] = moved[last--];
            _reordered[--place] = order[k];
        }

        Debug.Assert(place == 0, "the origin comes first and does not move");
        _reordered.AsSpan(0, order.Length).CopyTo(order);
    }

    private int Search(
        int size, int* firstOut, int* head, double* cost, double* distance, int* parent, int* settled, HeapItem* heap)
    {
        var firstClosed = _graph.FirstClosedNode;
        var settledCount = 0;
        while (size > 0)
        {
            var (key, node) = heap[0];
            RemoveTop(heap, --size);
            if (key > distance[node])
                continue;
            settled[settledCount++] = node;
            for (int link = firstOut[node], end = firstOut[node + 1]; link < end; link++)
            {
                var next = head[link];
                var candidate = key + cost[link];
                if (candidate >= distance[next])
                    continue;
                distance[next] = candidate;
                parent[next] = link;
                if (next < firstClosed)
                    Push(heap, size++, candidate, next);
            }
        }

        return settledCount;
    }

    private static void Push(HeapItem* heap, int hole, double key, int node)
    {
        while (hole > 0)
        {
            var above = (hole - 1) >> 2;
            if (heap[above].Key <= key)
                break;
            heap[hole] = heap[above];
            hole = above;
        }

        heap[hole] = new HeapItem(key, node);
    }

    private static void RemoveTop(HeapItem* heap, int size)
    {
        var moved = heap[size];
        var hole = 0;
        for (int child = 1; child < size; child = (hole << 2) + 1)
        {
            var smallest = child;
            for (int sibling = child + 1, end = Math.Min(child + 4, size); sibling < end; sibling++)
            {
                if (heap[sibling].Key < heap[smallest].Key)
                    smallest = sibling;
            }

            if (heap[smallest].Key >= moved.Key)
                break;
            heap[hole] = heap[smallest];
            hole = smallest;
        }

        heap[hole] = moved;
    }

    private readonly record struct HeapItem(double Key, int Node);
}
