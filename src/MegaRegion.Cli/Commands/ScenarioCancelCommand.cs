using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario cancel</c>: stops a run on the server, and forgets it if asked.</summary>
internal static class ScenarioCancelCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "Id of the run. 計算の ID" };
        var delete = new Option<bool>("--delete") { Description = "Forget the run and its result too. 結果も削除する" };
        var command = new Command("cancel", "Stop a run on the server. サーバー上の計算を取り消す") { run, delete };
        command.SetSessionAction(async (session, stop) =>
        {
            var (id, runs) = (session.Arguments.GetRequiredValue(run), new ServerRuns(session));
            var status = "deleted";
            if (session.Arguments.GetValue(delete))
                await runs.DeleteAsync(id, stop);
            else
                status = (await runs.CancelAsync(id, stop)).Status.ToString().ToLowerInvariant();
            if (session.IsJson)
                Json.Write(new { run = id, status });
            else
                session.Say($"{id}: {status}");
            return ExitCode.Ok;
        });
        return command;
    }
}
