using System.CommandLine;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Watching;
using MegaRegion.Client.Watching;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion watch</c>: follows totals as they change.</summary>
internal static class WatchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var filter = new FlowFilter();
        var limit = Durations.Option("--for", "End by itself after this time. この時間で終わる");
        var resume = new Option<string?>("--resume") { Description = "Go on from this token of an earlier watch (--json shows it). 再開の印", HelpName = "token" };
        var command = new Command("watch", "Follow flows live. 流動を追う") { limit, resume };
        filter.AddTo(command);
        command.SetSessionAction(async (session, stop) =>
        {
            var arguments = session.Arguments;
            var request = new WatchFlowsRequest
            {
                Level = filter.LevelOf(arguments),
                WindowSize = filter.WindowOf(arguments),
                FromMs = FlowFilter.MillisecondsOf(arguments, filter.From),
                ResumeToken = arguments.GetValue(resume) ?? "",
            };
            request.Layers.Add(filter.LayersOf(arguments));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (arguments.GetValue(limit) is { } time)
            {
                end.CancelAfter(time);
            }

            await WatchAsync(session, request, end.Token);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task WatchAsync(Session session, WatchFlowsRequest request, CancellationToken end)
    {
        var options = new FlowWatcherOptions
        {
            OnInterrupted = (cut, pause) => session.Note(session.Words.Pick(
                $"Cut ({cut.StatusCode}); trying again in {pause.TotalSeconds:F1} s.", $"切断 ({cut.StatusCode})。{pause.TotalSeconds:F1} 秒後に再接続します。")),
        };
        var updates = new FlowWatcher(session.Channel, options).WatchAsync(request, end);
        try
        {
            // The first call tells at once when no server is there; the watcher itself would keep trying.
            await new OperationsService.OperationsServiceClient(session.Channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: end);
            await (session.IsJson
                ? WatchLines.WriteAsync(updates)
                : new WatchTable(session).ShowAsync(updates, end));
        }
        catch (Exception exception) when (end.IsCancellationRequested && exception is OperationCanceledException or Grpc.Core.RpcException)
        {
            // Ctrl-C and --for are how a watch ends.
        }
    }
}
