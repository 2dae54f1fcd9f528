using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Circulation;
using MegaRegion.Modelling.Formats;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion decompose</c>: how much of the net flows circulates and how much drains.</summary>
internal static class DecomposeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var flows = Files.Required("--od", "CSV of flows: origin,destination,flow. 流動の CSV");
        var column = new Option<string?>("--flow-column") { Description = "Column of the flows. 流動の列", HelpName = "name" };
        var command = new Command("decompose", "Split net flows into what circulates and what drains (Hodge). 対流と流出に分解する") { flows, column };
        command.SetSessionAction((session, _) =>
        {
            var table = ModellingInput.Read(
                session.Arguments.GetRequiredValue(flows).FullName,
                (reader, source) => OdTableReader.ReadFlows(reader, source, new OdColumns(Value: session.Arguments.GetValue(column))));
            Show(session, table, HodgeDecomposition.Decompose(table.Values));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Show(Session session, OdTable table, FlowDecomposition parts)
    {
        var zones = Enumerable.Range(0, table.Zones.Count)
            .Select(zone => new { zone = table.Zones[zone], potential = parts.Potential[zone], net = Inflow(parts, zone) })
            .OrderByDescending(zone => zone.potential);
        if (session.IsJson)
        {
            Json.Write(new
            {
                flowColumn = table.ValueColumn,
                total = table.Values.Total(),
                convectionShare = double.IsNaN(parts.ConvectionShare) ? (double?)null : parts.ConvectionShare,
                netEnergy = parts.NetEnergy,
                gradientEnergy = parts.GradientEnergy,
                curlEnergy = parts.CurlEnergy,
                harmonicEnergy = parts.HarmonicEnergy,
                zones,
            });
            return;
        }

        var words = session.Words;
        var grid = Grids.Create(words.Place, words.Pick("Potential", "ポテンシャル") + ">", words.Net + ">");
        foreach (var zone in zones)
            grid.AddTexts(zone.zone, Numbers.Text(zone.potential), Numbers.Text(zone.net));
        session.Console.Write(grid);
        session.Say(double.IsNaN(parts.ConvectionShare)
            ? words.Pick("Every pair is balanced: nothing drains and nothing circulates.", "全ての組が釣り合っています。")
            : words.Pick($"Convection share {parts.ConvectionShare:P2}", $"対流の割合 {parts.ConvectionShare:P2}"));
    }

    private static double Inflow(FlowDecomposition parts, int zone)
    {
        var sum = 0.0;
        foreach (var value in parts.Net.Row(zone))
            sum -= value;
        return sum;
    }
}
