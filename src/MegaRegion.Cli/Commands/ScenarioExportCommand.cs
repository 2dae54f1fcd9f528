using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario export</c>: a kept run as CSV, GeoJSON, HTML, TNTP or GMNS.</summary>
internal static class ScenarioExportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var run = new Argument<string>("run") { Description = "Id, beginning of an id, or name. 計算の ID または名前" };
        var format = new Option<string>("--format") { Description = "csv (folder), geojson, html, tntp (folder: network, trips, flows) or gmns (folder: nodes, links, demand, zones, flows). 形式", Required = true }.AcceptOnlyFromAmong([.. ScenarioExport.Formats]);
        var output = new Option<string>("--out") { Description = "File, or folder for csv, tntp and gmns. 出力先", Required = true, HelpName = "path" };
        var command = new Command("export", "Export a kept run. 計算結果を書き出す") { run, format, output };
        shared.AddTo(command);
        command.SetSessionAction((session, stop) =>
        {
            var bench = shared.Bench(session.Arguments);
            var result = bench.Store.Get(session.Arguments.GetRequiredValue(run));
            var files = ScenarioExport.Write(bench, result, session.Arguments.GetRequiredValue(format), session.Arguments.GetRequiredValue(output), stop);
            if (session.IsJson)
                Json.Write(new { run = result.Id, files });
            else
                session.Say(string.Join(Environment.NewLine, files));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
