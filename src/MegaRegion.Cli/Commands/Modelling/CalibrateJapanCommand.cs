using System.CommandLine;
using System.Diagnostics;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.DataSet;
using MegaRegion.DataSet.Models;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion calibrate-japan</c>: estimates the model of Japan and writes its report.</summary>
internal static class CalibrateJapanCommand
{
    private const int ReportedYear = 2010;

    private static readonly int[] EarlierYears = [2005, 1990];

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The data directory (default: where the program finds it). データの場所", HelpName = "folder" };
        var report = new Option<FileInfo?>("--report") { Description = "Write the report with fit, residuals and back-casts to this file (Markdown). 報告書の出力先", HelpName = "file" };
        var year = new Option<int>("--year") { Description = "Survey of which the model is made: 1990, 1995, 2000, 2005 or 2010 (default). 調査年", DefaultValueFactory = _ => ReportedYear, HelpName = "year" }.AcceptOnlyFromAmong("1990", "1995", "2000", "2005", "2010");
        var command = new Command("calibrate-japan", "Estimate the model of Japan on the inter-regional passenger survey. 全国モデルを推定する") { data, report, year };
        command.SetSessionAction((session, _) =>
        {
            var inputs = JapanInputsReader.Read(JapanDataSet.Load(DataSetLocator.Locate(session.Arguments.GetValue(data))));
            var start = Stopwatch.GetTimestamp();
            var model = ModellingInput.Accept(JapanModel.Calibrate(inputs, session.Arguments.GetValue(year)));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (session.Arguments.GetValue(report) is { } file)
                WriteReport(session, file, inputs, model);
            Show(session, model, seconds);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void WriteReport(Session session, FileInfo file, JapanInputs inputs, JapanModel model)
    {
        List<BackCast> backCasts = [];
        foreach (var earlier in EarlierYears.Where(earlier => earlier < model.Year))
        {
            session.Note(session.Words.Pick($"Back-cast {earlier} to {model.Year}", $"{earlier} 年から {model.Year} 年を再現"));
            backCasts.Add(ModellingInput.Accept(BackCast.Make(inputs, earlier, model.Year)));
        }

        WholeFile.Write(file.FullName, writer => JapanReport.Write(writer, model, backCasts));
    }

    private static void Show(Session session, JapanModel model, double seconds)
    {
        var trips = model.Distribution.Fit;
        if (session.IsJson)
        {
            Json.Write(new
            {
                year = model.Year,
                zones = model.Inputs.Zones.Count,
                cities = model.Inputs.Cities.Count,
                pairs = trips.Fitted.Length,
                yenPerHour = model.Choice.YenPerMinute * 60,
                modeChoice = new { parameters = model.Choice.Parameters, logLikelihood = model.Choice.Fit.LogLikelihood, pseudoR2 = model.Choice.Fit.PseudoR2 },
                distribution = new { parameters = trips.Parameters, statistics = trips.Statistics },
                seconds,
                peakMemoryBytes = MemoryUse.PeakBytes,
            });
            return;
        }

        var words = session.Words;
        var table = Grids.Create(words.Pick("Parameter", "パラメータ"), words.Pick("Estimate", "推定値") + ">", words.Pick("Robust std. error", "頑健標準誤差") + ">");
        foreach (var parameter in model.Choice.Parameters.Concat(trips.Parameters))
            table.AddTexts(parameter.Name, Numbers.Text(parameter.Value), Numbers.Text(parameter.RobustStandardError));
        session.Console.Write(table);
        session.Say(words.Pick(
            $"{model.Year}: value of time {model.Choice.YenPerMinute * 60:F0} yen/h, pseudo R² of mode choice {model.Choice.Fit.PseudoR2:F4}, common part of trips {trips.Statistics.CommonPart:F4}, {seconds:F3} s",
            $"{model.Year} 年: 時間価値 {model.Choice.YenPerMinute * 60:F0} 円/時、手段選択の擬似 R² {model.Choice.Fit.PseudoR2:F4}、流動の一致度 {trips.Statistics.CommonPart:F4}、{seconds:F3} 秒"));
    }
}
