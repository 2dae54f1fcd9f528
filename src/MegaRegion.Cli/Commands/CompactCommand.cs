using System.CommandLine;
using Grpc.Core;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion compact</c>: removes the reports that are older than the server's horizon of the journal.</summary>
internal static class CompactCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "compact",
            "Remove reports older than the server's --keep-journal from the journal, after their sums are proved. 古い報告を台帳から除く");
        command.SetSessionAction(async (session, stop) =>
        {
            Show(session, await RunAsync(session, new OperationsService.OperationsServiceClient(session.Channel), stop));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Task<CompactResult> RunAsync(
        Session session, OperationsService.OperationsServiceClient operations, CancellationToken stop)
    {
        if (!session.IsInteractive)
        {
            return ReadAsync(operations, _ => { }, stop);
        }

        return session.Notes.Progress().AutoClear(enabled: true).StartAsync(context =>
        {
            var task = context.AddTask(session.Words.Pick("Finding, folding, proving, removing", "検索・集計・検算・除去")).IsIndeterminate();
            return ReadAsync(
                operations,
                done => task.MaxValue(Math.Max(1, done.StepsTotal)).Value(done.StepsDone).IsIndeterminate(done.StepsTotal == 0),
                stop);
        });
    }

    private static async Task<CompactResult> ReadAsync(
        OperationsService.OperationsServiceClient operations, Action<CompactResponse> progress, CancellationToken stop)
    {
        using var call = operations.Compact(new CompactRequest(), cancellationToken: stop);
        CompactResult? result = null;
        await foreach (var response in call.ResponseStream.ReadAllAsync(stop))
        {
            progress(response);
            result = response.Result ?? result;
        }

        return result ?? throw new InvalidOperationException("The server ended the compaction without a result.");
    }

    private static void Show(Session session, CompactResult result)
    {
        if (session.IsJson)
        {
            Json.WriteLine(new { result.Removed, result.FirstPosition, result.JournalHead, result.Hubs, result.Seconds });
            return;
        }

        session.Say(session.Words.Pick(
            $"{Amounts.Exact(result.Removed)} reports of {Amounts.Exact(result.Hubs)} hubs removed; the journal begins at position {Amounts.Exact(result.FirstPosition)} (the newest is {Amounts.Exact(result.JournalHead)}).",
            $"{Amounts.Exact(result.Hubs)} 拠点の {Amounts.Exact(result.Removed)} 件を除きました。台帳は位置 {Amounts.Exact(result.FirstPosition)} から始まります（最新は {Amounts.Exact(result.JournalHead)}）。"));
    }
}
