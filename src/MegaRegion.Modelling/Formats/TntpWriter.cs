using System.Globalization;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Formats;

/// <summary>Writes networks, trip tables and flows in TNTP format; numbers survive a round trip unchanged.</summary>
public static class TntpWriter
{
    private const int EntriesPerLine = 5;

    /// <summary>Writes a network (<c>*_net.tntp</c>).</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">The network.</param>
    public static void WriteNetwork(TextWriter writer, NetworkDefinition network)
    {
        Line(writer, $"<NUMBER OF ZONES> {network.ZoneCount}");
        Line(writer, $"<NUMBER OF NODES> {network.NodeCount}");
        Line(writer, $"<FIRST THRU NODE> {network.FirstThroughNode}");
        Line(writer, $"<NUMBER OF LINKS> {network.Links.Count}");
        Line(writer, $"<END OF METADATA>");
        Line(writer, $"~\tinit_node\tterm_node\tcapacity\tlength\tfree_flow_time\tb\tpower\tspeed\ttoll\tlink_type\t;");
        foreach (var a in network.Links)
        {
            Line(writer, $"\t{a.FromNode}\t{a.ToNode}\t{a.Capacity:R}\t{a.Length:R}\t{a.FreeFlowTime:R}\t{a.B:R}\t{a.Power:R}\t{a.Speed:R}\t{a.Toll:R}\t{a.LinkType}\t;");
        }
    }

    /// <summary>Writes a trip table (<c>*_trips.tntp</c>); pairs without trips are left out.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="trips">The trips.</param>
    public static void WriteTrips(TextWriter writer, OdMatrix trips)
    {
        Line(writer, $"<NUMBER OF ZONES> {trips.Size}");
        Line(writer, $"<TOTAL OD FLOW> {trips.Total():R}");
        Line(writer, $"<END OF METADATA>");
        for (var origin = 0; origin < trips.Size; origin++)
        {
            Line(writer, $"");
            Line(writer, $"Origin {origin + 1}");
            WriteRow(writer, trips.Row(origin));
        }
    }

    /// <summary>Writes link flows and costs (<c>*_flow.tntp</c>).</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">The network.</param>
    /// <param name="flow">Flow of each link, in file order.</param>
    /// <param name="cost">Cost of each link, in file order.</param>
    public static void WriteFlows(TextWriter writer, NetworkDefinition network, ReadOnlySpan<double> flow, ReadOnlySpan<double> cost) =>
        WriteFlows(writer, network, flow, cost, []);

    /// <summary>Writes link flows and costs with one more column for the flow of each class.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">The network.</param>
    /// <param name="flow">Flow of each link, in file order.</param>
    /// <param name="cost">Cost of each link, in file order.</param>
    /// <param name="classes">Name and link flows of each class.</param>
    public static void WriteFlows(
        TextWriter writer, NetworkDefinition network, ReadOnlySpan<double> flow, ReadOnlySpan<double> cost, IReadOnlyList<(string Name, double[] Flow)> classes)
    {
        Line(writer, $"From \tTo \tVolume \tCost {string.Concat(classes.Select(item => $"\tVolume_{item.Name} "))}");
        for (var k = 0; k < network.Links.Count; k++)
        {
            var own = string.Concat(classes.Select(item => string.Create(CultureInfo.InvariantCulture, $"\t{item.Flow[k]:R} ")));
            Line(writer, $"{network.Links[k].FromNode} \t{network.Links[k].ToNode} \t{flow[k]:R} \t{cost[k]:R} {own}");
        }
    }

    private static void WriteRow(TextWriter writer, ReadOnlySpan<double> row)
    {
        var onLine = 0;
        for (var destination = 0; destination < row.Length; destination++)
        {
            if (row[destination] == 0)
                continue;
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{destination + 1} : {row[destination]:R};"));
            writer.Write(++onLine % EntriesPerLine == 0 ? "\n" : " ");
        }

        if (onLine % EntriesPerLine != 0)
            writer.Write('\n');
    }

    private static void Line(TextWriter writer, FormattableString text)
    {
        writer.Write(text.ToString(CultureInfo.InvariantCulture));
        writer.Write('\n');
    }
}
