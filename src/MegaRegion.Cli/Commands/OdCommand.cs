using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion od</c>: what flowed from where to where.</summary>
internal static class OdCommand
{
    private const int MaxTop = 1_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var filter = new FlowFilter();
        var top = new Option<int?>("--top") { Description = $"Only the N largest pairs of each layer (1 to {MaxTop}). 上位 N 組", HelpName = "N" };
        var balances = new Option<bool>("--balances") { Description = "Inflow, outflow, internal flow and net of each place. 流入・流出・純流入" };
        var history = new Option<bool>("--history") { Description = "Each window by itself, in time order. 時間窓ごと" };
        var origin = new Option<string?>("--origin") { Description = "Only flows whose origin is at or below this place. 出発地", HelpName = "place" };
        var destination = new Option<string?>("--destination") { Description = "Only flows whose destination is at or below this place. 到着地", HelpName = "place" };
        var noInternal = new Option<bool>("--no-internal") { Description = "Leave out flows that stay inside one place. 域内を除く" };
        var command = new Command("od", "Show flows between places. 地点間の流動を表示する") { top, balances, history, origin, destination, noInternal, filter.To };
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(top) is < 1 or > MaxTop)
            {
                result.AddError($"--top: give a number from 1 to {MaxTop}.");
            }

            if ((result.GetValue(top) is null ? 0 : 1) + (result.GetValue(balances) ? 1 : 0) + (result.GetValue(history) ? 1 : 0) > 1)
            {
                result.AddError("Choose one of --top, --balances and --history.");
            }
        });
        command.SetSessionAction(async (session, stop) =>
        {
            var arguments = session.Arguments;
            var request = new QueryFlowsRequest
            {
                Level = filter.LevelOf(arguments),
                WindowSize = filter.WindowOf(arguments),
                FromMs = FlowFilter.MillisecondsOf(arguments, filter.From),
                ToMs = FlowFilter.MillisecondsOf(arguments, filter.To),
                OriginWithin = arguments.GetValue(origin) ?? "",
                DestinationWithin = arguments.GetValue(destination) ?? "",
                ExcludeInternal = arguments.GetValue(noInternal),
                View = ViewOf(arguments.GetValue(top), arguments.GetValue(balances), arguments.GetValue(history)),
                Limit = arguments.GetValue(top) ?? 0,
            };
            request.Layers.Add(filter.LayersOf(arguments));
            await new FlowTables(session).ShowAsync(request, stop);
            return ExitCode.Ok;
        });
        return command;
    }

    private static FlowView ViewOf(int? top, bool balances, bool history) => (top, balances, history) switch
    {
        ({ }, _, _) => FlowView.TopPairs,
        (_, true, _) => FlowView.Balances,
        (_, _, true) => FlowView.History,
        _ => FlowView.OdMatrix,
    };
}
