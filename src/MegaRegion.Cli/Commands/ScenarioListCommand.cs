using System.CommandLine;
using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario list</c>: kept runs and shipped scenarios.</summary>
internal static class ScenarioListCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var command = new Command("list", "List kept runs and shipped scenarios. 計算結果とシナリオの一覧");
        var onServer = ScenarioOptions.OnServer();
        command.Options.Add(onServer);
        shared.AddTo(command);
        command.SetSessionAction(async (session, stop) =>
        {
            if (session.Arguments.GetValue(onServer))
                return await ListServerAsync(session, stop);
            var bench = shared.Bench(session.Arguments);
            var runs = bench.Store.All().ToList();
            if (session.IsJson)
            {
                Json.Write(new
                {
                    folder = bench.Store.Folder,
                    runs = runs.Select(run => new { run.Id, run.Name, run.TitleEn, run.TitleJa, run.Year, run.Convergence.RelativeGap, run.Convergence.StopReason }),
                    shipped = bench.Shipped,
                });
                return ExitCode.Ok;
            }

            var words = session.Words;
            var grid = Grids.Create(words.Pick("Run", "計算"), words.Name, words.Pick("Title", "題名"), words.Pick("Gap", "ギャップ") + ">");
            foreach (var run in runs)
                grid.AddTexts(run.Id, run.Name, words.Pick(run.TitleEn, run.TitleJa), run.Convergence.RelativeGap.ToString("E1", CultureInfo.InvariantCulture));
            session.Console.Write(grid);
            session.Say(words.Pick("Shipped: ", "同梱シナリオ: ") + string.Join(", ", bench.Shipped));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<int> ListServerAsync(Session session, CancellationToken stop)
    {
        var runs = await new ServerRuns(session).ListAsync(stop);
        if (session.IsJson)
        {
            Json.Write(runs.Select(run => new { run.Id, run.Name, status = run.Status.ToString().ToLowerInvariant(), run.Fraction, run.QueuedAtMs, run.StartedAtMs, run.EndedAtMs, run.LivePosition }));
            return ExitCode.Ok;
        }

        var words = session.Words;
        var grid = Grids.Create(words.Pick("Run", "計算"), words.Name, words.Pick("Status", "状態"), words.Pick("Done", "進捗") + ">");
        foreach (var run in runs)
            grid.AddTexts(run.Id, run.Name, run.Status.ToString().ToLowerInvariant(), run.Fraction.ToString("P0", CultureInfo.InvariantCulture));
        session.Console.Write(grid);
        return ExitCode.Ok;
    }
}
