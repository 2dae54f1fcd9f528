using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>
/// The same network with every zone closed to through traffic, as formats want it that know centroids only. A zone that can be
/// passed through becomes a centroid beside its old place, joined to it by two links that cost nothing; costs between zones and
/// flows on the other links stay what they are.
/// </summary>
public static class ClosedZones
{
    /// <summary>Closes the zones.</summary>
    /// <param name="network">Its zones below first-through are closed already.</param>
    /// <returns>The links of <paramref name="network"/> in their order, then those that join.</returns>
    public static NetworkDefinition Of(NetworkDefinition network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var firstOpen = Math.Min(network.FirstThroughNode, network.ZoneCount + 1);
        if (firstOpen > network.ZoneCount)
            return network;
        var links = new List<NetworkLink>(network.Links.Select(link => link with { FromNode = Place(link.FromNode), ToNode = Place(link.ToNode) }));
        for (var zone = firstOpen; zone <= network.ZoneCount; zone++)
        {
            links.Add(Joint(zone, Place(zone)));
            links.Add(Joint(Place(zone), zone));
        }

        return new NetworkDefinition(network.ZoneCount, network.NodeCount + network.ZoneCount - firstOpen + 1, network.ZoneCount + 1, links);

        // Open zones and the nodes behind them move up; closed zones stay where they are.
        int Place(int node) => node < firstOpen ? node : node + network.ZoneCount - firstOpen + 1;
    }

    private static NetworkLink Joint(int from, int to) => new(from, to, Capacity: 0, Length: 0, FreeFlowTime: 0, B: 0, Power: 1);
}
