namespace MegaRegion.Modelling.Networks;

/// <summary>
/// A network as read: nodes 1…<see cref="NodeCount"/>, of which the first <see cref="ZoneCount"/> are zones, and links
/// in file order. Parallel links between the same nodes are kept as separate links.
/// </summary>
public sealed class NetworkDefinition
{
    /// <summary>Puts a network together.</summary>
    /// <param name="zoneCount">Number of zones; zones are the nodes 1…zoneCount.</param>
    /// <param name="nodeCount">Number of nodes, at least <paramref name="zoneCount"/>.</param>
    /// <param name="firstThroughNode">Nodes with a smaller number start and end trips but are never passed through.</param>
    /// <param name="links">Links in file order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or a node number is out of range.</exception>
    public NetworkDefinition(int zoneCount, int nodeCount, int firstThroughNode, IReadOnlyList<NetworkLink> links)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(zoneCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodeCount, zoneCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(firstThroughNode);
        foreach (var link in links)
        {
            if (link.FromNode < 1 || link.FromNode > nodeCount || link.ToNode < 1 || link.ToNode > nodeCount)
                throw new ArgumentOutOfRangeException(nameof(links), $"Link {link.FromNode}→{link.ToNode} leaves the network.");
        }

        (ZoneCount, NodeCount, FirstThroughNode, Links) = (zoneCount, nodeCount, firstThroughNode, links);
    }

    /// <summary>Number of zones; zones are the nodes 1…ZoneCount.</summary>
    public int ZoneCount { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>Nodes with a smaller number are never passed through.</summary>
    public int FirstThroughNode { get; }

    /// <summary>Links in file order.</summary>
    public IReadOnlyList<NetworkLink> Links { get; }

    /// <summary>
    /// Positions in <see cref="Links"/> of links that repeat the ends of an earlier link. They are legal, but files
    /// sometimes hold them by mistake, so a surface should show the number.
    /// </summary>
    public IReadOnlyList<int> ParallelLinks()
    {
        var seen = new HashSet<(int, int)>();
        return [.. Enumerable.Range(0, Links.Count).Where(i => !seen.Add((Links[i].FromNode, Links[i].ToNode)))];
    }
}
