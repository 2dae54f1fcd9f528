using System.CommandLine;
using Grpc.Core;
using MegaRegion.Cli.Alerts;
using MegaRegion.Cli.Running;
using MegaRegion.Client.Watching;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion alert watch</c>: alerts as they change.</summary>
internal static class AlertWatchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var limit = Durations.Option("--for", "End by itself after this time. この時間で終わる");
        var command = new Command("watch", "Follow alerts live. 警報を追う") { limit };
        command.SetSessionAction(async (session, stop) =>
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (session.Arguments.GetValue(limit) is { } time)
                end.CancelAfter(time);
            await WatchAsync(session, end.Token);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task WatchAsync(Session session, CancellationToken end)
    {
        var options = new FlowWatcherOptions
        {
            OnInterrupted = (cut, pause) => session.Note(session.Words.Pick(
                $"Cut ({cut.StatusCode}); trying again in {pause.TotalSeconds:F1} s.", $"切断 ({cut.StatusCode})。{pause.TotalSeconds:F1} 秒後に再接続します。")),
        };
        var lines = new AlertLines(session);
        try
        {
            // The first call tells at once when no server is there; the watcher itself would keep trying.
            await new OperationsService.OperationsServiceClient(session.Channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: end);
            await foreach (var update in new AlertWatcher(session.Channel, options).WatchAsync(end))
                lines.Write(update);
        }
        catch (Exception exception) when (end.IsCancellationRequested && exception is OperationCanceledException or RpcException)
        {
            // Ctrl-C and --for are how a watch ends.
        }
    }
}
