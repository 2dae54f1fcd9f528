using System.Globalization;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Formats;

/// <summary>Writes networks and trips as the GMNS tables that <see cref="GmnsReader"/> reads; numbers survive unchanged.</summary>
public static class GmnsWriter
{
    /// <summary>Writes the node table; node and zone identifiers are the network's numbers.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">The network; its nodes below first-through must be its zones or none.</param>
    /// <exception cref="ArgumentException">Only some zones are closed to through traffic, or nodes that are no zones.</exception>
    public static void WriteNodes(TextWriter writer, NetworkDefinition network)
    {
        var closed = network.FirstThroughNode - 1;
        if (closed != 0 && closed != network.ZoneCount)
            throw new ArgumentException("GMNS tables can close all zones to through traffic or none.", nameof(network));
        writer.Write("node_id,zone_id,node_type\n");
        for (var node = 1; node <= network.NodeCount; node++)
        {
            var zone = node <= network.ZoneCount ? node.ToString(CultureInfo.InvariantCulture) : string.Empty;
            Line(writer, $"{node},{zone},{(node <= closed ? "centroid" : string.Empty)}");
        }
    }

    /// <summary>Writes the link table; link identifiers count from 1 in file order.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">The network.</param>
    public static void WriteLinks(TextWriter writer, NetworkDefinition network)
    {
        writer.Write("link_id,from_node_id,to_node_id,directed,length,capacity,lanes,free_speed,vdf_fftt,vdf_alpha,vdf_beta,toll\n");
        for (var k = 0; k < network.Links.Count; k++)
        {
            var a = network.Links[k];
            Line(writer, $"{k + 1},{a.FromNode},{a.ToNode},1,{a.Length:R},{a.Capacity:R},1,{a.Speed:R},{a.FreeFlowTime:R},{a.B:R},{a.Power:R},{a.Toll:R}");
        }
    }

    /// <summary>Writes the demand table without empty pairs.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="trips">The trips.</param>
    /// <param name="zoneIds">Identifiers of the zones, in order.</param>
    public static void WriteDemand(TextWriter writer, OdMatrix trips, IReadOnlyList<string> zoneIds)
    {
        writer.Write("o_zone_id,d_zone_id,volume\n");
        for (var origin = 0; origin < trips.Size; origin++)
        {
            for (var destination = 0; destination < trips.Size; destination++)
            {
                if (trips[origin, destination] != 0)
                    Line(writer, $"{zoneIds[origin]},{zoneIds[destination]},{trips[origin, destination]:R}");
            }
        }
    }

    private static void Line(TextWriter writer, FormattableString text)
    {
        writer.Write(text.ToString(CultureInfo.InvariantCulture));
        writer.Write('\n');
    }
}
