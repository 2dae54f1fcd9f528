using System.CommandLine;
using System.Globalization;
using MegaRegion.Bench.Ingest;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench ingest</c>: reports from a client process to the disk of a server process.</summary>
internal static class BenchIngestCommand
{
    private const int MaxWatchers = 1_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var duration = Durations.Option("--for", "How long each load is measured (default 4s). 測定時間");
        var store = new Option<string?>("--store")
        {
            Description = "The store to measure, as for 'serve' (default: SQLite in a temporary folder, removed afterwards). 保存先",
            HelpName = "store",
        };
        var folder = new Option<DirectoryInfo?>("--temp")
        {
            Description = "Where temporary folders are made, which decides the disk that is measured (default: the system's). 一時フォルダー",
            HelpName = "folder",
        };
        var watchers = new Option<int>("--watchers")
        {
            Description = "Also measure the full load beside N watchers of the regions (default 0). 監視者を加える",
            HelpName = "N",
        };
        watchers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > MaxWatchers)
            {
                result.AddError($"--watchers: give a number from 0 to {MaxWatchers}.");
            }
        });
        var queries = new Option<bool>("--queries") { Description = "Also measure queries beside the full load. 照会も測る" };
        var command = new Command("ingest", "Measure the way of reports from a client to the disk. 取り込みを測る") { duration, store, folder, watchers, queries };
        command.SetSessionAction(async (session, stop) =>
        {
            var options = new IngestBenchOptions
            {
                ServerFileName = ThisProgram.FileName,
                ServerArguments = ThisProgram.Arguments,
                Store = session.Arguments.GetValue(store),
                Watchers = session.Arguments.GetValue(watchers),
                Queries = session.Arguments.GetValue(queries),
                TemporaryFolder = session.Arguments.GetValue(folder)?.FullName ?? Path.GetTempPath(),
            };
            if (session.Arguments.GetValue(duration) is { } time)
            {
                options = options with { Duration = time };
            }

            Show(session, await IngestBench.RunAsync(options, new BenchProgress(session), stop));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Session session, IngestBenchResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        var loads = Grids.Create("load", "flows/s>", "CPU s/million>", "p50 ms>", "p99 ms>");
        loads.AddTexts("columnar", Count(result.ColumnarFlowsPerSecond), Number(result.ColumnarCpuSecondsPerMillionFlows), Number(result.P50Milliseconds), Number(result.P99Milliseconds));
        loads.AddTexts("plain", Count(result.PlainFlowsPerSecond), Number(result.PlainCpuSecondsPerMillionFlows), "", "");
        loads.AddTexts("single", Count(result.SingleReportsPerSecond), Number(result.SingleCpuSecondsPerMillionReports), Number(result.SingleP50Milliseconds), Number(result.SingleP99Milliseconds));
        var limits = Grids.Create("limit", "a second>");
        limits.AddTexts("raw append + fsync, bytes", Count(result.RawAppendBytesPerSecond));
        limits.AddTexts("fsyncs", Count(result.FsyncsPerSecond));
        limits.AddTexts("protobuf decode, columnar flows", Count(result.DecodeFlowsPerSecond));
        limits.AddTexts("protobuf decode, plain flows", Count(result.DecodePlainFlowsPerSecond));
        limits.AddTexts("SQLite rows", Count(result.SqliteRowsPerSecond));
        limits.AddTexts("PostgreSQL COPY rows", Count(result.PostgresCopyRowsPerSecond));
        limits.AddTexts("PostgreSQL commits", Count(result.PostgresCommitsPerSecond));
        session.Console.Write(loads);
        session.Console.Write(limits);
        if (result.Readers is { } readers)
        {
            session.Say($"{readers.Watchers} watchers: staleness p50 {Number(readers.WatcherStalenessP50Milliseconds)} ms, p99 {Number(readers.WatcherStalenessP99Milliseconds)} ms, ingest loss {Number(100 * readers.WatcherIngestLossShare)} %");
            session.Say($"queries: regions p50 {Number(readers.RegionQueryP50Milliseconds)} ms, p99 {Number(readers.RegionQueryP99Milliseconds)} ms; cities p50 {Number(readers.CityQueryP50Milliseconds)} ms, p99 {Number(readers.CityQueryP99Milliseconds)} ms");
        }

        session.Say($"columnar/COPY {Number(result.ColumnarToCopy)}, plain/COPY {Number(result.PlainToCopy)}, single/commits {Number(result.SingleToCommits)}");
        session.Say(result.Machine);
    }

    private static string Count(double? value) => value is { } number ? Amounts.Exact((long)number) : "-";

    private static string Number(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
}
