using System.CommandLine;
using System.Text;
using MegaRegion.Cli.Exporting;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion export flows</c>: the journal as CSV or NDJSON, by position; goes on where a file ends.</summary>
internal static class ExportFlowsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var file = new Option<FileInfo?>("--out")
        {
            Description = "The file; one that exists is carried on (default: standard output). 出力先。既存なら続きを書く",
            HelpName = "FILE",
        };
        var format = new Option<string?>("--format") { Description = "csv or ndjson (default: from the file's name). 形式" };
        format.AcceptOnlyFromAmong(ExportFormat.Csv, ExportFormat.Ndjson);
        var after = Position("--after", "Begin after this position of the journal (not with a file that exists). この位置の次から");
        var to = Position("--to", "End with this position (default: the newest). この位置まで");
        var store = new Option<string?>("--store")
        {
            Description = "Read this store while no server runs on it, instead of asking a server. 停止中の保存先を読む",
            HelpName = "folder|postgres://...",
        };
        var command = new Command("flows", "Every recorded flow, in the journal's order. 記録された流動") { file, format, after, to, store };
        command.SetSessionAction(async (session, stop) =>
        {
            var path = session.Arguments.GetValue(file)?.ToString();
            var request = new Request(
                path,
                session.Arguments.GetValue(format) ?? ExportFormat.Of(path),
                session.Arguments.GetValue(after),
                session.Arguments.GetValue(to));
            if (session.Arguments.GetValue(store) is not { } place)
            {
                return await RunAsync(session, new OperationsService.OperationsServiceClient(session.Channel), request, stop);
            }

            await using var server = await OfflineServer.StartAsync(session, place, stop);
            return await RunAsync(session, new OperationsService.OperationsServiceClient(server.Channel), request, stop);
        });
        return command;
    }

    private static Option<long> Position(string name, string description)
    {
        var option = new Option<long>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 0)
            {
                result.AddError($"{name}: give a position of the journal, 0 or more.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(
        Session session, OperationsService.OperationsServiceClient operations, Request request, CancellationToken stop)
    {
        if (request.File is null)
        {
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            var result = await WriteAsync(session, operations, request, request.After, output, withHeader: true, stop);
            session.Note(Summary(session.Words, result));
            return ExitCode.Ok;
        }

        await using var file = new FileStream(request.File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var end = FindEnd(session, file, request);
        file.SetLength(end.Length);
        file.Position = end.Length;
        await using (var output = new StreamWriter(file, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true))
        {
            Show(session, await WriteAsync(session, operations, request, Math.Max(end.Position, request.After), output, end.Length == 0, stop));
        }

        file.Flush(flushToDisk: true);
        return ExitCode.Ok;
    }

    private static ExportEnd FindEnd(Session session, FileStream file, Request request)
    {
        var end = ExportEnd.Find(file, request.Format) ?? throw new CliException(ExitCode.Usage, session.Words.Pick(
            $"{request.File}: the file exists and is no export of flows as {request.Format}, so it cannot be carried on. Name another file.",
            $"{request.File}: 既存のファイルは {request.Format} の流動の書き出しではないため、続きを書けません。別の名前を指定してください。"));
        return end.Position == 0 || request.After == 0 ? end : throw new CliException(ExitCode.Usage, session.Words.Pick(
            $"--after: {request.File} exists and goes on after position {end.Position}; leave --after out, or name another file.",
            $"--after: {request.File} は位置 {end.Position} の次から続けます。--after を外すか、別のファイルを指定してください。"));
    }

    private static async Task<ExportResult> WriteAsync(
        Session session,
        OperationsService.OperationsServiceClient operations,
        Request request,
        long after,
        TextWriter output,
        bool withHeader,
        CancellationToken stop)
    {
        var rows = ExportFormat.Writer(request.Format, output);
        if (withHeader)
        {
            rows.WriteHeader();
        }

        var export = new FlowExport(operations);
        var written = request.File is not null && session.IsInteractive
            ? await session.Notes.Progress().AutoClear(enabled: true).StartAsync(async context =>
            {
                var task = context.AddTask(session.Words.Pick("Exporting", "書き出し中"));
                return await export.RunAsync(
                    after, request.To, rows, (done, all) => task.MaxValue(Math.Max(1, all - after)).Value(done - after), stop);
            })
            : await export.RunAsync(after, request.To, rows, (_, _) => { }, stop);
        rows.Flush();
        return new ExportResult(request.File, request.Format, after, written.Position, written.Reports, written.Flows);
    }

    private static void Show(Session session, ExportResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        session.Say(Summary(session.Words, result));
    }

    private static string Summary(Words words, ExportResult result) => words.Pick(
        $"{Amounts.Exact(result.Reports)} reports, {Amounts.Exact(result.Flows)} flows, positions {result.AfterPosition + 1} to {result.ToPosition}; the next begins with --after {result.ToPosition}.",
        $"{Amounts.Exact(result.Reports)} 件、{Amounts.Exact(result.Flows)} 流動、位置 {result.AfterPosition + 1} から {result.ToPosition} まで。続きは --after {result.ToPosition}。");

    private sealed record Request(string? File, string Format, long After, long To);
}
