using System.CommandLine;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;
using MegaRegion.Scenarios.Comparing;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario compare</c>: two kept runs side by side.</summary>
internal static class ScenarioCompareCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var first = new Argument<string>("first") { Description = "Id or name. 一つ目の計算" };
        var second = new Argument<string>("second") { Description = "Id or name. 二つ目の計算" };
        var floor = Numbers.Option("--floor", "Smallest value, as a part of the largest in its table, of which percentages are told (default 1e-6). 変化率を示す下限", RunComparison.DefaultFloor, 0, 1);
        var rows = Numbers.Whole("--rows", "Rows per table (default 20). 行数", 20, 1, 100_000);
        var command = new Command("compare", "Compare two kept runs. 計算結果を比べる") { first, second, floor, rows };
        shared.AddTo(command);
        var onServer = ScenarioOptions.OnServer();
        command.Options.Add(onServer);
        command.SetSessionAction(async (session, stop) =>
        {
            var (one, other, least) = (session.Arguments.GetRequiredValue(first), session.Arguments.GetRequiredValue(second), session.Arguments.GetValue(floor));
            var comparison = session.Arguments.GetValue(onServer)
                ? await new ServerRuns(session).CompareAsync(one, other, least, stop)
                : Compare(shared.Bench(session.Arguments).Store, one, other, least);
            if (session.IsJson)
            {
                Json.Write(comparison);
                return ExitCode.Ok;
            }

            var words = session.Words;
            var grid = Grids.Create(words.Pick("Figure", "指標"), words.Pick("Unit", "単位"), comparison.First + ">", comparison.Second + ">", words.Pick("Difference", "差") + ">", "%>", words.Pick("Noise", "収束誤差") + ">", words.Pick("Beyond noise", "誤差を超える"));
            foreach (var figure in comparison.Headline)
            {
                grid.AddTexts(
                    words.Pick(figure.NameEn, figure.NameJa), figure.Unit, ResultGrids.Text(figure.First), ResultGrids.Text(figure.Second), ResultGrids.Text(figure.Difference), ResultGrids.Text(figure.Percent), ResultGrids.Text(figure.Noise), figure.IsBeyondNoise ? words.Pick("yes", "はい") : words.Pick("no", "いいえ"));
            }

            session.Console.Write(grid);
            ResultGrids.ShowTable(session, comparison.Explanation, session.Arguments.GetValue(rows));
            foreach (var table in comparison.Tables)
                ResultGrids.ShowTable(session, table, session.Arguments.GetValue(rows));
            return ExitCode.Ok;
        });
        return command;
    }

    private static RunComparison Compare(RunStore store, string first, string second, double floor) =>
        RunComparison.Between(store.Get(first), store.Get(second), floor);
}
