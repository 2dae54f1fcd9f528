using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using Spectre.Console;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario run</c>: runs a scenario and keeps the result; a document that ran before is answered at once.</summary>
internal static class ScenarioRunCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var file = new Argument<string>("file") { Description = "A file or a shipped scenario. シナリオ" };
        var again = new Option<bool>("--again") { Description = "Run even if the result is kept. 保存済みでも計算し直す" };
        var threads = Numbers.Whole("--threads", "Threads; results do not depend on it (default: all processors). スレッド数", Environment.ProcessorCount, 1, 256);
        var onServer = ScenarioOptions.OnServer();
        var command = new Command("run", "Run a scenario. シナリオを計算する") { file, again, threads, onServer };
        shared.AddTo(command);
        command.SetSessionAction(async (session, stop) =>
        {
            var start = Stopwatch.GetTimestamp();
            var bench = shared.Bench(session.Arguments);
            var source = session.Arguments.GetRequiredValue(file);
            var text = bench.Text(source);
            var checkedAt = start;
            var (result, isKept) = session.Arguments.GetValue(onServer)
                ? await WithProgressAsync(session, progress => new ServerRuns(session).RunAsync(text, source, progress, stop))
                : await RunHereAsync();
            if (!isKept || session.Arguments.GetValue(onServer))
                bench.Store.Keep(result, text);
            var (seconds, withLoading) = (Stopwatch.GetElapsedTime(checkedAt).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (session.IsJson)
            {
                Json.Write(RunJson.Of(result, bench.Store, isKept, seconds, withLoading));
            }
            else
            {
                ResultGrids.ShowRun(session, result);
                session.Say(string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s ({withLoading:F2} s){(!isKept ? "" : session.Words.Pick(", kept from before", "、保存済みの結果"))}"));
            }

            return result.Convergence.StopReason is "gapReached" ? ExitCode.Ok : ExitCode.Difference;

            async Task<(ScenarioResult Result, bool IsKept)> RunHereAsync()
            {
                var document = bench.Sound(text, source);
                var baseline = bench.BaselineOf(document);
                checkedAt = Stopwatch.GetTimestamp();

                // Begun before it is known to be needed: to look for a kept run takes a new process a tenth of a second, too.
                var model = Task.Run(() => bench.Calibrate(document, baseline), stop);
                if (!session.Arguments.GetValue(again) && bench.Store.Find(bench.IdOf(document, baseline)) is { } kept)
                    return (kept, true);
                var options = new RunOptions { Workers = session.Arguments.GetValue(threads) };
                var run = await WithProgressAsync(session, progress => Task.Run(
                    async () => ScenarioBench.Run(await model, document, baseline, options with { Progress = progress }, stop), stop));
                return (run.Result, false);
            }
        });
        return command;
    }

    private static Task<T> WithProgressAsync<T>(Session session, Func<IProgress<RunProgress>?, Task<T>> run) => session.IsInteractive
        ? session.Notes.Progress().StartAsync(context => run(new RunDisplay(context.AddTask("scenario"))))
        : run(null);
}
