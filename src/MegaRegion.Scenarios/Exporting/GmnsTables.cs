using System.Globalization;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>Tables of a run beside the network and demand of GMNS.</summary>
public static class GmnsTables
{
    /// <summary>Writes the zones: a city on the network of a mode each, with where it is.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">Numbers the zones.</param>
    /// <param name="cities">The cities.</param>
    public static void WriteZones(TextWriter writer, TravelNetwork network, IReadOnlyList<JapanCity> cities)
    {
        writer.Write("zone_id,name,mode,node,x_coord,y_coord\n");
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            for (var city = 0; city < cities.Count; city++)
            {
                var of = cities[city];
                Line(writer, $"{network.ZoneOf(mode, city) + 1},{of.NameJa},{mode.ToString().ToLowerInvariant()},{of.Node},{of.Location.LongitudeDegrees:R},{of.Location.LatitudeDegrees:R}");
            }
        }
    }

    /// <summary>Writes what was assigned, persons a day and generalised minutes, under the numbers that the link table gives.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">The network as it was written; links behind those of the assignment have no row.</param>
    /// <param name="assignment">Flows and costs in the order of the links.</param>
    public static void WritePerformance(TextWriter writer, NetworkDefinition network, AssignmentResult assignment)
    {
        writer.Write("link_id,from_node_id,to_node_id,volume,travel_time\n");
        for (var k = 0; k < assignment.LinkFlow.Length; k++)
        {
            var link = network.Links[k];
            Line(writer, $"{k + 1},{link.FromNode},{link.ToNode},{assignment.LinkFlow[k]:R},{assignment.LinkCost[k]:R}");
        }
    }

    private static void Line(TextWriter writer, FormattableString text)
    {
        writer.Write(text.ToString(CultureInfo.InvariantCulture));
        writer.Write('\n');
    }
}
