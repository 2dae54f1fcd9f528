using System.CommandLine;
using System.Globalization;
using MegaRegion.Bench.Forks;
using MegaRegion.Bench.Ingest;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary>
/// <c>megaregion bench fork</c>: forks of the live state beside reports, what they cost, and whether each is the ledger at
/// its position.
/// </summary>
internal static class BenchForkCommand
{
    private const int FlowsPerReport = 1_000;
    private const int MostRounds = 100;
    private const int MostFlows = 100_000_000;

    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(10);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var defaults = new ForkBenchOptions { Ingest = new IngestBenchOptions { ServerFileName = ThisProgram.FileName, FlowsPerReport = FlowsPerReport } };
        var duration = Durations.Option("--for", "How long each phase is measured (default 10s). 測定時間");
        var rate = Number("--rate", "Flows a second that come in. 毎秒の件数", defaults.FlowsPerSecond, FlowsPerReport, MostFlows);
        var rounds = Number("--rounds", "Pairs of phases without and with forks. 測定の組数", defaults.Rounds, 1, MostRounds);
        var folder = new Option<DirectoryInfo?>("--temp")
        {
            Description = "Where temporary folders are made (default: the system's). 一時フォルダー",
            HelpName = "folder",
        };
        var command = new Command("fork", "Fork the live state beside reports; compare each fork with the ledger. 分岐の費用と一致を測る") { duration, rate, rounds, folder };
        command.SetSessionAction(async (session, stop) =>
        {
            var options = defaults with
            {
                Ingest = defaults.Ingest with
                {
                    ServerArguments = ThisProgram.Arguments,
                    TemporaryFolder = session.Arguments.GetValue(folder)?.FullName ?? Path.GetTempPath(),
                    Duration = session.Arguments.GetValue(duration) ?? DefaultDuration,
                },
                FlowsPerSecond = session.Arguments.GetValue(rate),
                Rounds = session.Arguments.GetValue(rounds),
            };
            var result = await ForkBench.RunAsync(options, new BenchProgress(session), stop);
            Show(session, result);
            return result.Differences == 0 ? ExitCode.Ok : ExitCode.Difference;
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given && (given < least || given > most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: give a number from {least:N0} to {most:N0}."));
            }
        });
        return option;
    }

    private static void Show(Session session, ForkBenchResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        var table = Grids.Create("round>", "alone flows/s>", "p99 ms>", "beside forks flows/s>", "p99 ms>", "forks>");
        foreach (var (round, number) in result.Rounds.Select((round, k) => (round, k + 1)))
        {
            table.AddTexts(
                Amounts.Exact(number),
                Amounts.Exact((long)round.AloneFlowsPerSecond),
                Text(round.AloneP99Milliseconds),
                Amounts.Exact((long)round.BesideFlowsPerSecond),
                Text(round.BesideP99Milliseconds),
                Amounts.Exact(round.Forks));
        }

        session.Console.Write(table);
        session.Say(session.Words.Pick(
            $"ingest loss {Text(100 * result.IngestLossShare)} %; {result.Forks.Count} forks of up to {Amounts.Exact(result.Forks.Max(fork => fork.Flows))} flows, slowest {Text(result.Forks.Max(fork => fork.Seconds))} s; {Amounts.Exact(result.CellsCompared)} sums compared with the ledger, {Amounts.Exact(result.Differences)} differences",
            $"取り込みの減少 {Text(100 * result.IngestLossShare)} %、分岐 {result.Forks.Count} 回（最大 {Amounts.Exact(result.Forks.Max(fork => fork.Flows))} 件、最長 {Text(result.Forks.Max(fork => fork.Seconds))} 秒）、台帳と照合した合計 {Amounts.Exact(result.CellsCompared)} 個、不一致 {Amounts.Exact(result.Differences)}"));
        foreach (var example in result.Forks.SelectMany(fork => fork.Examples))
            session.Say(example);
        session.Say(result.Machine);
    }

    private static string Text(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
