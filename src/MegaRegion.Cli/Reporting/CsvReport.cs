using Grpc.Core;
using MegaRegion.Cli.Running;
using MegaRegion.Client.Errors;
using MegaRegion.Client.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Cli.Reporting;

// How a file becomes reports, and how a cut file goes on.
//
// Batch n of the file (rows (n-1)*size+1 to n*size) is report n of the producer, so the ledger's next sequence says
// where to go on, and nothing has to be remembered here. That only holds while file and batch size are those of the
// last time. Therefore, before it goes on at n, the program submits batch n-1 once more: the ledger answers
// "duplicate" when the body is the same, and SEQUENCE_REUSED when the file or --rows has changed.

/// <summary>Reports the rows of a CSV file as a producer of a hub.</summary>
internal sealed class CsvReport(Session session, string file, string hub, string producer, int rowsPerReport)
{
    private readonly FlowService.FlowServiceClient _service = new(session.Channel);

    /// <summary>Checks the whole file before anything is sent.</summary>
    /// <returns>Rows.</returns>
    /// <exception cref="CsvFlowException">A row is wrong.</exception>
    public long Check()
    {
        using var reader = new CsvFlowReader(file);
        return reader.ReadAll().LongCount();
    }

    /// <summary>Reports what the ledger does not have yet.</summary>
    /// <param name="rows">From <see cref="Check"/>.</param>
    /// <param name="progress">Told of the rows that are durable, those of earlier runs included.</param>
    /// <param name="stop">Ends it; what was already sent gets the client's drain time to become durable.</param>
    public async Task<CsvReportResult> RunAsync(long rows, Action<long> progress, CancellationToken stop)
    {
        var options = new HubClientOptions { Hub = hub, Producer = producer };
        await using var client = new HubClient(session.Channel, options);
        var first = await client.GetNextSequenceAsync(stop);
        var reports = (rows + rowsPerReport - 1) / rowsPerReport;
        if (first > 1)
        {
            await CheckSameFileAsync(first - 1, reports, stop);
        }

        var result = new CsvReportResult(file, hub, producer, rows, reports, first);
        progress(Math.Min(rows, (first - 1) * rowsPerReport));
        var waiting = new Queue<(long Sequence, PostedReport Report)>();
        foreach (var (sequence, batch) in Batches().SkipWhile(batch => batch.Sequence < first))
        {
            stop.ThrowIfCancellationRequested();
            waiting.Enqueue((sequence, await PostAsync(client, sequence, batch, stop)));
            while (waiting.TryPeek(out var oldest) && oldest.Report.Durable.IsCompleted)
            {
                result.Add(await DurableAsync(waiting.Dequeue(), stop));
                progress(Math.Min(rows, oldest.Sequence * rowsPerReport));
            }
        }

        while (waiting.TryDequeue(out var oldest))
        {
            result.Add(await DurableAsync(oldest, stop));
            progress(Math.Min(rows, oldest.Sequence * rowsPerReport));
        }

        return result;
    }

    private async Task<PostedReport> PostAsync(HubClient client, long sequence, List<CsvFlow> batch, CancellationToken stop)
    {
        try
        {
            return await client.PostAsync([.. batch.Select(row => row.Flow)], stop);
        }
        catch (HubClientStoppedException stopped) when (stopped.InnerException is ReportRefusedException refused)
        {
            throw RowOf(refused, sequence);
        }
    }

    private async Task<ReportReceipt> DurableAsync((long Sequence, PostedReport Report) oldest, CancellationToken stop)
    {
        try
        {
            return await oldest.Report.Durable.WaitAsync(stop);
        }
        catch (ReportRefusedException refused)
        {
            throw RowOf(refused, oldest.Sequence);
        }
    }

    // The ledger names the position in the report; the user wants the row of the file.
    private CliException RowOf(ReportRefusedException refused, long sequence)
    {
        var detail = refused.Detail;
        var message = session.Words.Pick(detail.Message, detail.MessageJa.Length > 0 ? detail.MessageJa : detail.Message);
        if (detail.FlowPosition < 0)
        {
            return new CliException(ExitCode.Refused, $"{detail.Code}: {message}");
        }

        var row = Batches().First(batch => batch.Sequence == (refused.Sequence > 0 ? refused.Sequence : sequence)).Rows[detail.FlowPosition].Row;
        return new CliException(ExitCode.Refused, new CsvFlowException(file, row, detail.Field, $"{detail.Code}: {message}").Message);
    }

    private async Task CheckSameFileAsync(long sequence, long reports, CancellationToken stop)
    {
        if (sequence > reports)
        {
            throw Changed($"the ledger has {sequence} reports of this producer, the file makes {reports}");
        }

        var batch = Batches().First(candidate => candidate.Sequence == sequence).Rows;
        var request = new SubmitReportRequest { Hub = hub, Producer = producer, Report = new FlowReport { Sequence = sequence } };
        request.Report.Flows.Add(batch.Select(row => row.Flow));
        try
        {
            await _service.SubmitReportAsync(request, cancellationToken: stop);
        }
        catch (RpcException exception) when (ErrorDetails.Find(exception)?.Code == ErrorCode.SequenceReused)
        {
            throw Changed($"report {sequence} of this producer has other rows");
        }
    }

    private CliException Changed(string what) => new(ExitCode.Usage, session.Words.Pick(
        $"{file}: {what}. The file or --rows has changed since the last run: use the same, or another --producer for a new file.",
        $"{file}: {what}。前回からファイルか --rows が変わっています。同じものを使うか、新しいファイルには別の --producer を指定してください。"));

    private IEnumerable<(long Sequence, List<CsvFlow> Rows)> Batches()
    {
        using var reader = new CsvFlowReader(file);
        long sequence = 0;
        foreach (var rows in reader.ReadAll().Chunk(rowsPerReport))
        {
            sequence++;
            yield return (sequence, [.. rows]);
        }
    }
}
