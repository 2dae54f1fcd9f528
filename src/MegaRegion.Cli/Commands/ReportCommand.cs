using System.CommandLine;
using System.Text;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Reporting;
using MegaRegion.Cli.Running;
using Spectre.Console;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion report</c>: reports the flows of a CSV file, and goes on where it was cut.</summary>
internal static class ReportCommand
{
    private const int DefaultRows = 1_000;
    private const int MaxRows = 100_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV with origin,destination,layer,quantity,event_time and optionally purpose,mode,deal. CSV ファイル" };
        file.AcceptExistingOnly();
        var hub = new Option<string>("--hub") { Description = "The reporting hub, for example hub:linkers. 報告する拠点", Required = true, HelpName = "id" };
        var producer = new Option<string?>("--producer") { Description = "Name of this source at the hub (default: from the file's name). 報告元の名前", HelpName = "name" };
        var rows = new Option<int>("--rows")
        {
            Description = $"Rows in one report, 1 to {MaxRows}; keep it when you go on. 報告一件の行数",
            DefaultValueFactory = _ => DefaultRows,
            HelpName = "N",
        };
        rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxRows)
            {
                result.AddError($"--rows: give a number from 1 to {MaxRows}.");
            }
        });
        var command = new Command("report", "Report the flows of a CSV file; goes on where it was cut. CSV の流動を報告する") { file, hub, producer, rows };
        command.SetSessionAction((session, stop) =>
        {
            var path = session.Arguments.GetRequiredValue(file);
            var name = session.Arguments.GetValue(producer) ?? ProducerOf(path);
            return RunAsync(session, new CsvReport(session, path.ToString(), session.Arguments.GetRequiredValue(hub), name, session.Arguments.GetValue(rows)), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(Session session, CsvReport report, CancellationToken stop)
    {
        var rows = report.Check();
        var result = session.IsInteractive
            ? await session.Notes.Progress().StartAsync(async context =>
            {
                var task = context.AddTask(session.Words.Pick("Reporting", "報告中"), maxValue: Math.Max(1, rows));
                return await report.RunAsync(rows, durable => task.Value(durable), stop);
            })
            : await report.RunAsync(rows, _ => { }, stop);
        Show(session, result);
        return ExitCode.Ok;
    }

    private static void Show(Session session, CsvReportResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        session.Say(session.Words.Pick(
            $"{result.Hub} ({result.Producer})  rows {Amounts.Exact(result.Rows)}  reports {Amounts.Exact(result.Reports)}, sent now {Amounts.Exact(result.Reported)} from report {Amounts.Exact(result.FirstSequence)} on",
            $"{result.Hub} ({result.Producer}) の {Amounts.Exact(result.Reports)} 件（{Amounts.Exact(result.Rows)} 行）。今回は {Amounts.Exact(result.FirstSequence)} 件目から {Amounts.Exact(result.Reported)} 件を報告しました。"));
    }

    // A producer's name has 1 to 80 of A-Z a-z 0-9 . _ -
    private static string ProducerOf(FileInfo file)
    {
        var name = new StringBuilder("csv-");
        foreach (var letter in Path.GetFileNameWithoutExtension(file.Name))
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '_');
        }

        return name.ToString(0, Math.Min(name.Length, 80));
    }
}
