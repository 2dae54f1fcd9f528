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
        shared.AddTo(command);
        command.SetSessionAction((session, _) =>
        {
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
                return Task.FromResult(ExitCode.Ok);
            }

            var words = session.Words;
            var grid = Grids.Create(words.Pick("Run", "計算"), words.Name, words.Pick("Title", "題名"), words.Pick("Gap", "ギャップ") + ">");
            foreach (var run in runs)
                grid.AddTexts(run.Id, run.Name, words.Pick(run.TitleEn, run.TitleJa), run.Convergence.RelativeGap.ToString("E1", CultureInfo.InvariantCulture));
            session.Console.Write(grid);
            session.Say(words.Pick("Shipped: ", "同梱シナリオ: ") + string.Join(", ", bench.Shipped));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
