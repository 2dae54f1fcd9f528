using System.CommandLine;
using System.Globalization;
using MegaRegion.Bench.Queries;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench queries</c>: how long a running server takes to answer with a matrix.</summary>
internal static class BenchQueriesCommand
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(4);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var filter = new FlowFilter();
        var duration = Durations.Option("--for", "How long it asks (default 4s). 測定時間");
        var command = new Command("queries", "Ask a running server for a matrix every 20 ms and measure the answers. 照会を測る") { filter.Level, duration };
        command.SetSessionAction(async (session, stop) =>
        {
            var result = await QueryBench.RunAsync(
                session.Url,
                filter.LevelOf(session.Arguments),
                session.Arguments.GetValue(duration) ?? DefaultDuration,
                stop);
            Show(session, result);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Session session, QueryBenchResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        var table = Grids.Create("queries>", "p50 ms>", "p99 ms>", "max ms>");
        table.AddTexts(
            Amounts.Exact(result.Queries),
            Number(result.P50Milliseconds),
            Number(result.P99Milliseconds),
            Number(result.MaxMilliseconds));
        session.Console.Write(table);
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
