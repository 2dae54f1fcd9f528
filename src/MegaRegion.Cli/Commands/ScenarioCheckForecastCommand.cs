using System.CommandLine;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;
using MegaRegion.Scenarios.Comparing;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario check-forecast</c>: a kept run beside what the ledger showed later.</summary>
internal static class ScenarioCheckForecastCommand
{
    private const int Page = 20_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var run = new Argument<string>("run") { Description = "Id, beginning of an id, or name. 計算の ID または名前" };
        var from = new Option<DateOnly>("--from") { Description = "First day of the ledger to compare with, UTC. 期間の始まり", HelpName = "day", Required = true };
        var until = new Option<DateOnly>("--until") { Description = "Last day. 期間の終わり", HelpName = "day", Required = true };
        var rows = Numbers.Whole("--rows", "Pairs of each layer (default 20). 層ごとの区間数", 20, 1, 2_209);
        var command = new Command("check-forecast", "Compare a kept run with what the ledger showed later. 予測を実績と比べる") { run, from, until, rows };
        shared.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(until) < result.GetValue(from))
                result.AddError("--until: give a day that is not before --from.");
        });
        command.SetSessionAction(async (session, stop) =>
        {
            var bench = shared.Bench(session.Arguments);
            var result = bench.Store.Get(session.Arguments.GetRequiredValue(run));
            var (first, last) = (session.Arguments.GetValue(from), session.Arguments.GetValue(until));
            var observed = await ReadAsync(session, first, last, stop);
            var check = ForecastCheck.Of(result, bench.World, observed, last.DayNumber - first.DayNumber + 1, session.Arguments.GetValue(rows));
            if (session.IsJson)
            {
                Json.Write(check);
                return ExitCode.Ok;
            }

            ResultGrids.ShowTable(session, check.Layers, int.MaxValue);
            ResultGrids.ShowTable(session, check.Pairs, int.MaxValue);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<List<ObservedFlow>> ReadAsync(Session session, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var flows = new FlowService.FlowServiceClient(session.Channel);
        var observed = new List<ObservedFlow>();
        var request = new QueryFlowsRequest
        {
            Level = Level.Prefecture,
            View = FlowView.OdMatrix,
            WindowSize = WindowSize.Day,
            FromMs = MillisecondsOf(from),
            ToMs = MillisecondsOf(until.AddDays(1)),
            ExcludeInternal = true,
            Limit = Page,
        };
        do
        {
            var response = await flows.QueryFlowsAsync(request, cancellationToken: stop);
            observed.AddRange(response.Cells.Select(cell => new ObservedFlow(WireNames.Of(cell.Layer), cell.Origin, cell.Destination, cell.Quantity)));
            request.PageToken = response.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return observed;
    }

    private static long MillisecondsOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
