using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Circulation;

/// <summary>The undirected graph of zone pairs that exchange anything, its edges oriented from the lower to the higher zone.</summary>
internal sealed class PairGraph
{
    private readonly int[] _edgeOfPair;

    public PairGraph(OdMatrix flows)
    {
        ZoneCount = flows.Size;
        _edgeOfPair = new int[flows.Size * flows.Size];
        Array.Fill(_edgeOfPair, -1);
        var (from, to) = (new List<int>(), new List<int>());
        for (var i = 0; i < flows.Size; i++)
        {
            for (var j = i + 1; j < flows.Size; j++)
            {
                if (flows[i, j] == 0 && flows[j, i] == 0)
                    continue;
                _edgeOfPair[(i * flows.Size) + j] = from.Count;
                from.Add(i);
                to.Add(j);
            }
        }

        (From, To) = ([.. from], [.. to]);
    }

    public int ZoneCount { get; }

    public int[] From { get; }

    public int[] To { get; }

    public int EdgeCount => From.Length;

    /// <summary>Every triangle i &lt; j &lt; k of the graph as its edges ij, jk, ik.</summary>
    public List<(int First, int Second, int Closing)> Triangles()
    {
        var triangles = new List<(int, int, int)>();
        for (var edge = 0; edge < EdgeCount; edge++)
        {
            for (var k = To[edge] + 1; k < ZoneCount; k++)
            {
                var (second, closing) = (Edge(To[edge], k), Edge(From[edge], k));
                if (second >= 0 && closing >= 0)
                    triangles.Add((edge, second, closing));
            }
        }

        return triangles;
    }

    private int Edge(int low, int high) => _edgeOfPair[(low * ZoneCount) + high];
}
