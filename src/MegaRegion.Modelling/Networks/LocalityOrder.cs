namespace MegaRegion.Modelling.Networks;

/// <summary>
/// Numbers nodes by depth-first search over the undirected network, so that nodes that a shortest-path search touches
/// one after the other share cache lines. Nodes that may not be passed through are numbered last, in file order.
/// </summary>
internal static class LocalityOrder
{
    /// <summary>Index for every node number; entry 0 is unused.</summary>
    public static int[] Compute(NetworkDefinition network)
    {
        var (first, neighbour) = UndirectedAdjacency(network);
        var index = new int[network.NodeCount + 1];
        Array.Fill(index, -1);
        var next = 0;
        var stack = new Stack<int>();
        for (var root = network.FirstThroughNode; root <= network.NodeCount; root++)
        {
            stack.Push(root);
            while (stack.TryPop(out var node))
            {
                if (index[node] >= 0)
                    continue;
                index[node] = next++;
                for (var k = first[node + 1] - 1; k >= first[node]; k--)
                {
                    if (neighbour[k] >= network.FirstThroughNode && index[neighbour[k]] < 0)
                        stack.Push(neighbour[k]);
                }
            }
        }

        for (var node = 1; node < network.FirstThroughNode && node <= network.NodeCount; node++)
            index[node] = next++;
        return index;
    }

    private static (int[] First, int[] Neighbour) UndirectedAdjacency(NetworkDefinition network)
    {
        var first = new int[network.NodeCount + 2];
        foreach (var link in network.Links)
        {
            first[link.FromNode + 1]++;
            first[link.ToNode + 1]++;
        }

        for (var node = 1; node < first.Length; node++)
            first[node] += first[node - 1];
        var next = (int[])first.Clone();
        var neighbour = new int[2 * network.Links.Count];
        foreach (var link in network.Links)
        {
            neighbour[next[link.FromNode]++] = link.ToNode;
            neighbour[next[link.ToNode]++] = link.FromNode;
        }

        return (first, neighbour);
    }
}
