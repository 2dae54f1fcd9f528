using System.Globalization;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.DataSet.Models;
using MegaRegion.Modelling.Formats;
using MegaRegion.Scenarios.Exporting;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Cli.Scenarios;

/// <summary>Writes a run in a format of others.</summary>
internal static class ScenarioExport
{
    /// <summary>The formats.</summary>
    public static readonly IReadOnlyList<string> Formats = ["csv", "geojson", "html", "tntp", "gmns"];

    /// <summary>Writes a run; csv, tntp and gmns make a folder, the others a file.</summary>
    /// <returns>The files that were written.</returns>
    public static IReadOnlyList<string> Write(ScenarioBench bench, ScenarioResult result, string format, string output, CancellationToken stop) => format switch
    {
        "csv" => Csv(result, output),
        "geojson" => GeoJson(bench, result, output),
        "html" => Html(bench, result, output),
        "tntp" => Tntp(bench, result, output, stop),
        _ => Gmns(bench, result, output, stop),
    };

    private static List<string> Csv(ScenarioResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> files = [File("headline", writer => CsvTables.WriteHeadline(writer, result))];
        files.AddRange(result.Tables.Select(table => File(table.Key, writer => CsvTables.WriteTable(writer, table))));
        files.AddRange(result.Flows.Select(flows => File("flows-" + flows.Layer, writer => CsvTables.WriteFlows(writer, flows))));
        return files;

        string File(string name, Action<TextWriter> write)
        {
            var file = Path.Combine(folder, name + ".csv");
            WholeFile.Write(file, write);
            return file;
        }
    }

    private static List<string> GeoJson(ScenarioBench bench, ScenarioResult result, string file)
    {
        using var memory = new MemoryStream();
        GeoJsonExport.Write(memory, result, bench.World);
        WholeFile.Write(file, writer => writer.Write(System.Text.Encoding.UTF8.GetString(memory.ToArray())));
        return [file];
    }

    private static List<string> Html(ScenarioBench bench, ScenarioResult result, string file)
    {
        var shapes = MapShapeReader.Read(bench.Data);
        WholeFile.Write(file, writer => HtmlReport.Write(writer, result, bench.World, shapes));
        return [file];
    }

    private static List<string> Tntp(ScenarioBench bench, ScenarioResult result, string folder, CancellationToken stop)
    {
        var solved = Solve(bench, result, stop);
        Directory.CreateDirectory(folder);
        string[] files = [.. new[] { "_net", "_trips", "_flow" }.Select(part => Path.Combine(folder, result.Name + part + ".tntp"))];
        WholeFile.Write(files[0], writer => TntpWriter.WriteNetwork(writer, solved.Network.Definition));
        WholeFile.Write(files[1], writer => TntpWriter.WriteTrips(writer, solved.DailyTrips));
        WholeFile.Write(files[2], writer => TntpWriter.WriteFlows(writer, solved.Network.Definition, solved.Assignment.LinkFlow, solved.Assignment.LinkCost));
        return [.. files];
    }

    // The specification has no table of flows; this one has the columns of the open-source tools around it.
    private static List<string> Gmns(ScenarioBench bench, ScenarioResult result, string folder, CancellationToken stop)
    {
        var solved = Solve(bench, result, stop);
        var network = ClosedZones.Of(solved.Network.Definition);
        var cities = bench.World.Inputs.Cities;
        string[] zones = [.. Enumerable.Range(1, network.ZoneCount).Select(zone => zone.ToString(CultureInfo.InvariantCulture))];
        Directory.CreateDirectory(folder);
        return
        [
            File("node", writer => GmnsWriter.WriteNodes(writer, network)),
            File("link", writer => GmnsWriter.WriteLinks(writer, network)),
            File("demand", writer => GmnsWriter.WriteDemand(writer, solved.DailyTrips, zones)),
            File("zone", writer => GmnsTables.WriteZones(writer, solved.Network, cities)),
            File("link_performance", writer => GmnsTables.WritePerformance(writer, network, solved.Assignment)),
        ];

        string File(string name, Action<TextWriter> write)
        {
            var file = Path.Combine(folder, name + ".csv");
            WholeFile.Write(file, write);
            return file;
        }
    }

    // The network is not kept; the same document gives it again to the bit.
    private static SolvedLayers Solve(ScenarioBench bench, ScenarioResult result, CancellationToken stop)
    {
        var document = bench.Sound(bench.Store.TextOf(result.Id), result.Name);
        var light = document with { Reports = [], Solve = document.Solve with { Draws = 0, DynamicsUntil = null } };
        var baseline = bench.BaselineOf(document);
        return ScenarioBench.Run(bench.Calibrate(light, baseline), light, baseline, new RunOptions(), stop).After;
    }
}
