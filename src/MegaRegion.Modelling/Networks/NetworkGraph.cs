using System.Diagnostics;

namespace MegaRegion.Modelling.Networks;

/// <summary>
/// The network in compressed sparse row form: the links that leave node v are
/// <c>FirstOut[v] … FirstOut[v+1] − 1</c>. Nodes are renumbered so that neighbours lie close in memory
/// (<see cref="LocalityOrder"/>), and the nodes that may not be passed through come last, so that one comparison tells
/// them apart. "Index" always means this internal numbering; "number" means the file's. Immutable and shared by all
/// threads.
/// </summary>
public sealed class NetworkGraph
{
    private readonly int[] _firstOut;
    private readonly int[] _head;
    private readonly int[] _tail;
    private readonly int[] _fileLinkOf;
    private readonly int[] _linkOfFile;
    private readonly int[] _nodeOfZone;
    private readonly int[] _numberOfNode;

    /// <summary>Compiles a network.</summary>
    /// <param name="definition">The network.</param>
    public NetworkGraph(NetworkDefinition definition)
    {
        Definition = definition;
        var indexOfNumber = LocalityOrder.Compute(definition);
        var linkCount = definition.Links.Count;
        NodeCount = definition.NodeCount;
        FirstClosedNode = NodeCount - Math.Min(definition.FirstThroughNode - 1, NodeCount);
        _numberOfNode = new int[NodeCount];
        for (var number = 1; number <= NodeCount; number++)
            _numberOfNode[indexOfNumber[number]] = number;
        _nodeOfZone = indexOfNumber[1..(definition.ZoneCount + 1)];
        (_firstOut, _head, _tail) = (new int[NodeCount + 1], new int[linkCount], new int[linkCount]);
        (_fileLinkOf, _linkOfFile) = (new int[linkCount], new int[linkCount]);
        FillLinks(definition.Links, indexOfNumber);
    }

    /// <summary>What the graph was compiled from.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>Number of links.</summary>
    public int LinkCount => _head.Length;

    /// <summary>Number of zones.</summary>
    public int ZoneCount => _nodeOfZone.Length;

    /// <summary>Nodes from this index on may start or end a path but not lie inside it.</summary>
    public int FirstClosedNode { get; }

    /// <summary>Row starts: the links that leave node v are FirstOut[v] … FirstOut[v+1] − 1.</summary>
    public ReadOnlySpan<int> FirstOut => _firstOut;

    /// <summary>Node that each link enters.</summary>
    public ReadOnlySpan<int> Head => _head;

    /// <summary>Node that each link leaves.</summary>
    public ReadOnlySpan<int> Tail => _tail;

    /// <summary>Position in the file of each link.</summary>
    public ReadOnlySpan<int> FileLinkOf => _fileLinkOf;

    /// <summary>Link index of each position in the file.</summary>
    public ReadOnlySpan<int> LinkOfFile => _linkOfFile;

    /// <summary>Node index of each zone, zones counted from 0.</summary>
    public ReadOnlySpan<int> NodeOfZone => _nodeOfZone;

    /// <summary>Node number in the file of each node index.</summary>
    public ReadOnlySpan<int> NumberOfNode => _numberOfNode;

    internal int[] FirstOutArray => _firstOut;

    internal int[] HeadArray => _head;

    internal int[] TailArray => _tail;

    /// <summary>Values per link index rearranged into file order.</summary>
    /// <param name="values">One value per link index.</param>
    public double[] ToFileOrder(ReadOnlySpan<double> values)
    {
        var result = new double[LinkCount];
        for (var link = 0; link < result.Length; link++)
            result[_fileLinkOf[link]] = values[link];
        return result;
    }

    /// <summary>Values in file order rearranged by link index.</summary>
    /// <param name="values">One value per link in file order.</param>
    public double[] FromFileOrder(ReadOnlySpan<double> values)
    {
        var result = new double[LinkCount];
        for (var link = 0; link < result.Length; link++)
            result[link] = values[_fileLinkOf[link]];
        return result;
    }

    private void FillLinks(IReadOnlyList<NetworkLink> links, int[] indexOfNumber)
    {
        foreach (var link in links)
            _firstOut[indexOfNumber[link.FromNode] + 1]++;
        for (var node = 0; node < NodeCount; node++)
            _firstOut[node + 1] += _firstOut[node];
        var next = _firstOut.AsSpan(0, NodeCount).ToArray();
        for (var position = 0; position < links.Count; position++)
        {
            var tail = indexOfNumber[links[position].FromNode];
            var index = next[tail]++;
            _tail[index] = tail;
            _head[index] = indexOfNumber[links[position].ToNode];
            _fileLinkOf[index] = position;
            _linkOfFile[position] = index;
        }

        Debug.Assert(_firstOut[NodeCount] == links.Count, "every link has a place");
    }
}
