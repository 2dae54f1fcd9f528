using System.CommandLine;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario show</c>: a kept run, or one of its tables.</summary>
internal static class ScenarioShowCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var run = new Argument<string>("run") { Description = "Id, beginning of an id, or name. 計算の ID または名前" };
        var table = new Option<string?>("--table") { Description = "Key of a table, for example zones; 'all' for all. 表", HelpName = "key" };
        var rows = Numbers.Whole("--rows", "Rows per table (default 40). 行数", 40, 1, 100_000);
        var command = new Command("show", "Show a kept run. 計算結果を表示する") { run, table, rows };
        shared.AddTo(command);
        command.SetSessionAction((session, _) =>
        {
            var bench = shared.Bench(session.Arguments);
            var result = bench.Store.Get(session.Arguments.GetRequiredValue(run));
            var key = session.Arguments.GetValue(table);
            var tables = key switch
            {
                null => [],
                "all" => result.Tables,
                _ => [result.Table(key) ?? throw new CliException(ExitCode.Usage, $"{result.Name} has no table '{key}'. It has: {string.Join(", ", result.Tables.Select(t => t.Key))}.")],
            };
            if (session.IsJson)
            {
                if (key is null)
                    Json.Write(new { run = RunJson.Of(result, bench.Store, isCached: true, 0, 0), tables });
                else
                    Json.Write(tables);
                return Task.FromResult(ExitCode.Ok);
            }

            if (key is null)
            {
                ResultGrids.ShowRun(session, result);
                session.Say(session.Words.Pick("Tables: ", "表: ") + string.Join(", ", result.Tables.Select(t => t.Key)));
            }

            foreach (var shown in tables)
                ResultGrids.ShowTable(session, shown, session.Arguments.GetValue(rows));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
