using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Who uses a link: for every pair of zones the share of its trips that pass it at an equilibrium. Trips of an origin spread
/// at every node in proportion to the flows that enter it, whatever their destination [Bar-Gera1999], which makes the route
/// flows of an origin unique given its link flows.
/// <para>Method: along the bush of an origin, s_j = Σ_(i,j) flow_ij / inflow_j · (1 if the link is (i,j), else s_i). Cost: linear
/// in the links of the bushes. Σ trips · share is the flow of the link; over all links of a cut it is the trips across.</para>
/// </summary>
public static class SelectLink
{
    /// <summary>Shares of one link.</summary>
    /// <param name="state">A solved assignment of <see cref="BushAssignment"/>.</param>
    /// <param name="link">Position of the link in the network file, from 0.</param>
    /// <param name="travelClass">Whose trips, by the position of the class.</param>
    /// <returns>Share of each pair's trips, 0 to 1; 0 where there are no trips.</returns>
    public static OdMatrix Shares(AssignmentState state, int link, int travelClass = 0)
    {
        var graph = state.Graph;
        ArgumentOutOfRangeException.ThrowIfNegative(link);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(link, graph.LinkCount);
        var (index, zoneOfNode) = (graph.LinkOfFile[link], new Dictionary<int, int>());
        for (var zone = 0; zone < graph.ZoneCount; zone++)
            zoneOfNode.Add(graph.NodeOfZone[zone], zone);
        var (shares, along) = (new OdMatrix(graph.ZoneCount), new double[graph.NodeCount]);
        for (var zone = 0; zone < graph.ZoneCount; zone++)
        {
            if (state.BushOf(graph.NumberOfNode[graph.NodeOfZone[zone]], travelClass) is not { } bush)
                continue;
            Follow(bush, index, along);
            foreach (var position in bush.Destinations)
                shares[zone, zoneOfNode[bush.Node[position]]] = along[position];
        }

        return shares;
    }

    private static void Follow(Bush bush, int link, double[] along)
    {
        along[0] = 0;
        for (var position = 1; position < bush.NodeCount; position++)
        {
            var (inflow, passing) = (0.0, 0.0);
            foreach (ref readonly var entry in bush.Links.AsSpan(bush.FirstIn[position]..bush.FirstIn[position + 1]))
            {
                inflow += entry.Flow;
                passing += entry.Flow * (entry.Link == link ? 1 : along[entry.Tail]);
            }

            along[position] = inflow > 0 ? passing / inflow : 0;
        }
    }
}
