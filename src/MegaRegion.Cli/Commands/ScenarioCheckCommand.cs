using System.CommandLine;
using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario check</c>: tells all problems of a scenario at once.</summary>
internal static class ScenarioCheckCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var file = new Argument<string>("file") { Description = "A file or a shipped scenario. シナリオ" };
        var command = new Command("check", "Tell all problems of a scenario at once. シナリオを検査する") { file };
        shared.AddTo(command);
        command.SetSessionAction((session, _) =>
        {
            var bench = shared.Bench(session.Arguments);
            var read = bench.Read(bench.Text(session.Arguments.GetRequiredValue(file)));
            if (session.IsJson)
            {
                Json.Write(new { isSound = read.IsSound, problems = read.Problems.Select(ToJson) });
            }
            else if (read.IsSound)
            {
                session.Say(session.Words.Pick($"{read.Value.Name}: sound; changes: {read.Value.Changes.Count}.", $"{read.Value.Name}: 問題ありません（施策 {read.Value.Changes.Count} 件）。"));
            }
            else
            {
                var words = session.Words;
                var grid = Grids.Create(words.Pick("Line", "行") + ">", words.Pick("Field", "項目"), words.Pick("Problem", "問題"), words.Pick("Cure", "対処"));
                foreach (var problem in read.Problems)
                    grid.AddTexts(problem.Line.ToString(CultureInfo.InvariantCulture), problem.Field, words.Pick(problem.Expected), words.Pick(problem.Cure));
                session.Console.Write(grid);
            }

            return Task.FromResult(read.IsSound ? ExitCode.Ok : ExitCode.Usage);
        });
        return command;
    }

    private static object ToJson(ScenarioProblem problem) => new
    {
        problem.Line,
        problem.Field,
        Expected = problem.Expected.En,
        Cure = problem.Cure.En,
        ExpectedJa = problem.Expected.Ja,
        CureJa = problem.Cure.Ja,
    };
}
