using System.CommandLine;
using System.Globalization;
using System.Numerics;
using MegaRegion.Bench.Flat;
using MegaRegion.Bench.Ingest;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench flat</c>: what one thing costs while the ledger around it grows.</summary>
internal static class BenchFlatCommand
{
    private const int Most = 1_000_000;
    private const double LeastMillions = 0.001;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var defaults = new FlatBenchOptions { Ingest = new IngestBenchOptions { ServerFileName = ThisProgram.FileName } };
        var hubs = Sizes("--hubs", "Numbers of registered hubs. 登録ハブ数", defaults.Hubs, least: 1);
        var millions = Sizes(
            "--journal-millions", "Millions of flows in the journal. 台帳の件数（百万）", defaults.JournalMillions, least: LeastMillions);
        var duration = Durations.Option("--for", "How long each load is measured (default 4s). 測定時間");
        var wait = Durations.Option("--snapshot-wait", "How long a server runs so that every place has its snapshot (default 75s). 写しを待つ時間");
        var perReport = new Option<int>("--flows-per-report")
        {
            Description = "Flows of a report of the journal and of the load (default 10,000). 1 報告の件数",
            DefaultValueFactory = _ => defaults.Ingest.FlowsPerReport,
            HelpName = "N",
        };
        perReport.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100_000)
            {
                result.AddError("--flows-per-report: give a number from 1 to 100,000.");
            }
        });
        var plot = new Option<FileInfo?>("--plot") { Description = "Write a plot as SVG. 図を書く", HelpName = "file" };
        var folder = new Option<DirectoryInfo?>("--temp")
        {
            Description = "Where temporary folders are made (default: the system's). 一時フォルダー",
            HelpName = "folder",
        };
        var command = new Command("flat", "Measure cost as the ledger grows. 規模による費用を測る") { hubs, millions, duration, wait, perReport, plot, folder };
        command.SetSessionAction(async (session, stop) =>
        {
            var options = defaults with
            {
                Ingest = defaults.Ingest with
                {
                    ServerArguments = ThisProgram.Arguments,
                    TemporaryFolder = session.Arguments.GetValue(folder)?.FullName ?? Path.GetTempPath(),
                    Duration = session.Arguments.GetValue(duration) ?? defaults.Ingest.Duration,
                    FlowsPerReport = session.Arguments.GetValue(perReport),
                },
                SnapshotWait = session.Arguments.GetValue(wait) ?? defaults.SnapshotWait,
                Hubs = session.Arguments.GetValue(hubs)!,
                JournalMillions = session.Arguments.GetValue(millions)!,
            };
            var result = await FlatBench.RunAsync(options, new BenchProgress(session), stop);
            if (session.Arguments.GetValue(plot) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, FlatPlot.Draw(result), stop);
            }

            Show(session, result);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<T[]> Sizes<T>(string name, string description, IReadOnlyList<T> values, T least)
        where T : struct, INumber<T>
    {
        var option = new Option<T[]>(name)
        {
            Description = description,
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. values],
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T[]>()?.Any(value => value < least || value > T.CreateChecked(Most)) == true)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: give numbers from {least} to {Most:N0}."));
            }
        });
        return option;
    }

    private static void Show(Session session, FlatBenchResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        var hubs = Grids.Create("hubs>", "resident MiB>", "bytes/idle hub>", "start s>", "columnar flows/s>");
        foreach (var row in result.Hubs)
        {
            hubs.AddTexts(
                Amounts.Exact(row.Hubs),
                Number(row.ResidentBytes / (double)(1 << 20)),
                row.BytesPerIdleHub is { } bytes ? Number(bytes) : "",
                Number(row.StartSeconds),
                Amounts.Exact((long)row.ColumnarFlowsPerSecond));
        }

        var journal = Grids.Create("flows>", "start, no snapshot s>", "s/million>", "start, snapshots and tail s>", "s/million of the tail>", "columnar flows/s>");
        foreach (var row in result.Journal)
        {
            journal.AddTexts(
                Amounts.Exact(row.Flows),
                Number(row.WholeSeconds),
                Number(row.WholeSecondsPerMillionFlows),
                Number(row.TailSeconds),
                Number(row.TailSecondsPerMillionFlows),
                Amounts.Exact((long)row.ColumnarFlowsPerSecond));
        }

        session.Console.Write(hubs);
        session.Console.Write(journal);
        session.Say(result.Machine);
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
