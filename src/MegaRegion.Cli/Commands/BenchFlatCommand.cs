using System.CommandLine;
using System.Globalization;
using MegaRegion.Bench.Flat;
using MegaRegion.Bench.Ingest;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench flat</c>: what one thing costs while the ledger around it grows.</summary>
internal static class BenchFlatCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var defaults = new FlatBenchOptions { Ingest = new IngestBenchOptions { ServerFileName = ThisProgram.FileName } };
        var hubs = Sizes("--hubs", "Numbers of registered hubs. 登録ハブ数", defaults.Hubs);
        var millions = Sizes("--journal-millions", "Millions of flows in the journal. 台帳の件数（百万）", defaults.JournalMillions);
        var plot = new Option<FileInfo?>("--plot") { Description = "Write a plot as SVG. 図を書く", HelpName = "file" };
        var folder = new Option<DirectoryInfo?>("--temp")
        {
            Description = "Where temporary folders are made (default: the system's). 一時フォルダー",
            HelpName = "folder",
        };
        var command = new Command("flat", "Measure cost as the ledger grows. 規模による費用を測る") { hubs, millions, plot, folder };
        command.SetSessionAction(async (session, stop) =>
        {
            var options = defaults with
            {
                Ingest = defaults.Ingest with
                {
                    ServerArguments = ThisProgram.Arguments,
                    TemporaryFolder = session.Arguments.GetValue(folder)?.FullName ?? Path.GetTempPath(),
                },
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

    private static Option<int[]> Sizes(string name, string description, IReadOnlyList<int> values)
    {
        var option = new Option<int[]>(name)
        {
            Description = description,
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. values],
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()?.Any(value => value is < 1 or > 1_000_000) == true)
            {
                result.AddError($"{name}: give numbers from 1 to 1,000,000.");
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
