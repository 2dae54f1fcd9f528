using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Support;

/// <summary>Random strongly connected networks: a two-way ring over all nodes that may be passed, and random chords.</summary>
internal static class RandomNetwork
{
    public static TestNetwork Create(int seed, int zones, int nodes, int links, int firstThrough, double tripsPerPair = 10)
    {
        var random = new Random(seed);
        var list = new List<NetworkLink>();
        for (var node = firstThrough; node <= nodes; node++)
        {
            var next = node == nodes ? firstThrough : node + 1;
            list.Add(Link(random, node, next));
            list.Add(Link(random, next, node));
        }

        for (var zone = 1; zone < firstThrough; zone++)
        {
            list.Add(Link(random, zone, random.Next(firstThrough, nodes + 1)) with { FreeFlowTime = 0 });
            list.Add(Link(random, random.Next(firstThrough, nodes + 1), zone) with { Power = 0 });
        }

        while (list.Count < links)
            list.Add(Link(random, random.Next(firstThrough, nodes + 1), random.Next(firstThrough, nodes + 1)));
        return TestNetwork.Build(zones, nodes, firstThrough, list, [.. Pairs(random, zones, tripsPerPair)]);
    }

    private static NetworkLink Link(Random random, int from, int to) =>
        new(from, to, 5 + (40 * random.NextDouble()), 1, 1 + random.Next(9), 0.15, random.Next(3) == 0 ? 1 : 4);

    private static IEnumerable<(int, int, double)> Pairs(Random random, int zones, double trips) =>
        from origin in Enumerable.Range(1, zones)
        from destination in Enumerable.Range(1, zones)
        select (origin, destination, trips * random.NextDouble());
}
