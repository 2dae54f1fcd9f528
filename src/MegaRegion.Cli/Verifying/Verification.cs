using System.Globalization;
using Grpc.Core;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Verifying;

/// <summary>Runs a verification with progress and shows what it found.</summary>
internal static class Verification
{
    /// <summary>Whether the ledger is proved right: compared at one position, and no difference.</summary>
    public static bool IsClean(VerifyResult result) => result.Conclusive && result.Differences == 0;

    /// <summary>Asks the server and waits for the result, with progress on standard error.</summary>
    public static Task<VerifyResult> RunAsync(
        Session session, OperationsService.OperationsServiceClient operations, int listed, CancellationToken cancellationToken)
    {
        if (!session.IsInteractive)
        {
            return ReadAsync(operations, listed, _ => { }, cancellationToken);
        }

        return session.Notes.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var words = session.Words;
            var task = context.AddTask(words.Pick("Gathering the totals", "合計を集めています")).IsIndeterminate();
            return await ReadAsync(operations, listed, Progress, cancellationToken);

            // The journal takes most of the time and tells how far it is; before and after it nobody can say.
            void Progress(VerifyResponse response)
            {
                var isReading = response.ReportsDone < response.ReportsTotal;
                task.Description = isReading
                    ? words.Pick("Recomputing from the journal", "台帳から再計算中")
                    : words.Pick("Comparing the totals", "合計を比較中");
                task.MaxValue(Math.Max(1, response.ReportsTotal)).Value(response.ReportsDone).IsIndeterminate(!isReading);
            }
        });
    }

    /// <summary>Shows a result on standard output.</summary>
    public static void Show(Session session, VerifyResult result)
    {
        if (session.IsJson)
        {
            Json.Write(VerifyJson.From(result));
            return;
        }

        var words = session.Words;
        var table = Grids.Create(words.Level, words.Places + ">", words.Compared + ">", words.Differences + ">");
        foreach (var level in result.Levels)
        {
            table.AddTexts(words.NameOf(level.Level), Amounts.Exact(level.Places), Amounts.Exact(level.Compared), Amounts.Exact(level.Differences));
        }

        session.Console.Write(table);
        foreach (var difference in result.Listed)
        {
            session.Console.MarkupLineInterpolated(
                $"[red]{difference.Place}[/] {difference.Expected?.Origin} -> {difference.Expected?.Destination}: {difference.Expected?.Quantity} / {difference.Actual?.Quantity}");
        }

        session.Console.MarkupLine(Summary(session.Words, result));
        if (result.FirstPosition > 1)
        {
            session.Say(words.Pick(
                $"The journal begins at position {Amounts.Exact(result.FirstPosition)}: earlier reports are proved by the kept sums of their hubs.",
                $"台帳は位置 {Amounts.Exact(result.FirstPosition)} から始まります。それより前は各拠点の保存済みの合計で確かめました。"));
        }
    }

    private static async Task<VerifyResult> ReadAsync(
        OperationsService.OperationsServiceClient operations, int listed, Action<VerifyResponse> progress, CancellationToken cancellationToken)
    {
        using var call = operations.Verify(new VerifyRequest { MaxListed = listed }, cancellationToken: cancellationToken);
        VerifyResult? result = null;
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            progress(response);
            result = response.Result ?? result;
        }

        return result ?? throw new InvalidOperationException("The server ended the verification without a result.");
    }

    private static string Summary(Words words, VerifyResult result)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{words.Reports} {result.Reports:N0}, {words.Flows} {result.Flows:N0}, {words.Differences} {result.Differences:N0} ({result.Seconds:F1} s)");
        if (!result.Conclusive)
        {
            return $"[yellow]{counts}: {words.Pick("inconclusive, reports kept coming in; try again", "報告が続いていたため結論が出ません。やり直してください")}[/]";
        }

        return result.Differences == 0 ? $"[green]{counts}[/]" : $"[red]{counts}[/]";
    }
}
