using System.CommandLine;
using System.Diagnostics;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.DataSet;
using MegaRegion.DataSet.Models;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion national-demand</c>: trips between all municipalities of Japan, modelled, with mode and load of the network in agreement.</summary>
internal static class NationalDemandCommand
{
    private const int Year = 2010;
    private const int Shown = 15;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The data directory (default: where the program finds it). データの場所", HelpName = "folder" };
        var residual = Numbers.Option("--residual", "Agreement of demand and crowding (default 1e-4). 収束判定", 1e-4, 0, 1);
        var threads = Numbers.Threads();
        var output = new Option<FileInfo?>("--out") { Description = "Write trips of at least one a year between municipalities to this file (CSV). 出力先", HelpName = "file" };
        var command = new Command("national-demand", "Trips between all municipalities of Japan (modelled). 全国市区町村間の流動（推計）") { data, residual, threads, output };
        command.SetSessionAction((session, stop) =>
        {
            var arguments = session.Arguments;
            var dataSet = JapanDataSet.Load(DataSetLocator.Locate(arguments.GetValue(data)));
            var inputs = JapanInputsReader.Read(dataSet);
            var places = MunicipalitiesReader.Read(dataSet, inputs);
            var start = Stopwatch.GetTimestamp();
            var model = ModellingInput.Accept(JapanModel.Calibrate(inputs, Year));
            var calibrated = Stopwatch.GetTimestamp();
            var options = new MunicipalOptions { Residual = arguments.GetValue(residual), Workers = arguments.GetValue(threads) };
            var answer = ModellingInput.Accept(MunicipalModel.Solve(model, places, options: options, cancellation: stop));
            var (calibration, solve) = (Stopwatch.GetElapsedTime(start, calibrated).TotalSeconds, Stopwatch.GetElapsedTime(calibrated).TotalSeconds);
            if (arguments.GetValue(output) is { } file)
                WholeFile.Write(file.FullName, writer => WriteTrips(writer, places, answer));
            Show(session, model, places, answer, calibration, solve);
            return Task.FromResult(answer.Converged ? ExitCode.Ok : ExitCode.Difference);
        });
        return command;
    }

    private static void WriteTrips(TextWriter writer, IReadOnlyList<Municipality> places, MunicipalAnswer answer)
    {
        writer.Write("# modelled, persons a year; observed are only the totals of survey zones\norigin,destination,trips\n");
        for (var i = 0; i < places.Count; i++)
        {
            for (var j = 0; j < places.Count; j++)
            {
                if (answer.Trips[i, j] >= 1)
                    writer.Write(FormattableString.Invariant($"{places[i].Id.Value[3..]},{places[j].Id.Value[3..]},{answer.Trips[i, j]:F1}\n"));
            }
        }
    }

    private static void Show(Session session, JapanModel model, IReadOnlyList<Municipality> places, MunicipalAnswer answer, double calibration, double solve)
    {
        var observed = model.Inputs.AllTrips(model.Year);
        var common = Common(model, observed, answer);
        var largest = Enumerable.Range(0, places.Count * places.Count).OrderByDescending(pair => answer.Trips.Values[pair]).Take(Shown)
            .Select(pair => (From: places[pair / places.Count].NameJa, To: places[pair % places.Count].NameJa, Trips: answer.Trips.Values[pair])).ToArray();
        if (session.IsJson)
        {
            Json.Write(new
            {
                label = "modelled",
                year = model.Year,
                municipalities = places.Count,
                trips = answer.Trips.Total(),
                commonPartOfZones = common,
                commonPartOfZoneModel = model.Distribution.Fit.Statistics.CommonPart,
                rounds = answer.Residuals.Count,
                residual = answer.Residuals[^1],
                balancingPasses = answer.BalancingPasses,
                calibrationSeconds = calibration,
                seconds = solve,
                peakMemoryBytes = MemoryUse.PeakBytes,
                largest = largest.Select(item => new { from = item.From, to = item.To, trips = item.Trips }),
            });
            return;
        }

        var words = session.Words;
        var table = Grids.Create(words.Pick("From", "出発"), words.Pick("To", "到着"), words.Pick("Trips a year, modelled", "年間流動（推計）") + ">");
        foreach (var item in largest)
            table.AddTexts(item.From, item.To, Numbers.Text(Math.Round(item.Trips)));
        session.Console.Write(table);
        session.Say(words.Pick(
            $"{places.Count} municipalities, {answer.Residuals.Count} round(s) to a residual of {answer.Residuals[^1]:E1}: {solve:F2} s (calibration {calibration:F2} s). Summed to zones it shares {common:P1} with the survey.",
            $"{places.Count} 市区町村、残差 {answer.Residuals[^1]:E1} まで {answer.Residuals.Count} 回: {solve:F2} 秒（推定 {calibration:F2} 秒）。調査ゾーン単位の一致度 {common:P1}。"));
    }

    // The part of trips in the right cell, over pairs of the survey.
    private static double Common(JapanModel model, OdMatrix observed, MunicipalAnswer answer)
    {
        var (common, total) = (0.0, 0.0);
        for (var i = 0; i < observed.Size; i++)
        {
            for (var j = 0; j < observed.Size; j++)
            {
                if (!model.Inputs.IsSurveyed(i, j))
                    continue;
                common += Math.Min(observed[i, j], answer.ZoneTrips[i, j]);
                total += observed[i, j];
            }
        }

        return common / total;
    }
}
