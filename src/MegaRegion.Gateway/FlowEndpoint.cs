using Grpc.Core;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Queries;
using MegaRegion.Gateway.Reports;
using MegaRegion.Gateway.Telemetry;
using MegaRegion.Gateway.Watch;
using MegaRegion.Grains.Catalog;
using MegaRegion.V1;
using Microsoft.Extensions.Options;
using Orleans;

namespace MegaRegion.Gateway;

/// <summary>FlowService on the wire: takes calls apart and hands them to those who know.</summary>
internal sealed class FlowEndpoint(
    IGrainFactory grains,
    IPlaceCatalog catalog,
    FlowQuerying querying,
    FlowWatching watching,
    Gates gates,
    ServerStop stop,
    GatewayInstruments instruments,
    IOptions<GatewayOptions> options,
    TimeProvider time) : FlowService.FlowServiceBase
{
    /// <inheritdoc/>
    public override async Task Report(
        IAsyncStreamReader<ReportRequest> requestStream,
        IServerStreamWriter<ReportResponse> responseStream,
        ServerCallContext context)
    {
        var cancelled = context.CancellationToken;
        var reader = new ReportReader(requestStream, stop);
        var open = await ReadOpenAsync(reader, cancelled);

        // A stream counts when it has opened: a refusal that overtakes the first message can get lost on its client.
        using var admitted = gates.Reports.Enter();
        var target = await OpenAsync(open.Hub, open.Producer, cancelled);
        var opened = new ReportOpened { NextSequence = await target.Grain.GetNextSequenceAsync(open.Producer) };
        await responseStream.WriteAsync(new ReportResponse { Opened = opened }, cancelled);

        var pump = new ReportPump(target.Submission, responseStream, instruments, time);
        using var queue = new ReportQueue(
            options.Value.MaxReportsInFlight, options.Value.MaxReportBytesInFlight, gates.ReportBytes);
        await new ReportSession(target.Intake, pump, queue, reader).RunAsync(cancelled);
    }

    /// <inheritdoc/>
    public override async Task<SubmitReportResponse> SubmitReport(SubmitReportRequest request, ServerCallContext context)
    {
        var target = await OpenAsync(request.Hub, request.Producer, context.CancellationToken);
        var report = await target.Intake.ReadAsync(request.Report ?? new FlowReport(), context.CancellationToken);
        var outcome = await SubmitWithinBudgetAsync(target, report);
        if (outcome.Refusal is { } refusal)
            throw new ServiceErrorException(refusal);

        instruments.Reported(time.GetElapsedTime(report.ReceivedTimestamp));
        return new SubmitReportResponse { Ack = ReportPump.ToAck(outcome.Accepted[0]) };
    }

    /// <inheritdoc/>
    public override Task<QueryFlowsResponse> QueryFlows(QueryFlowsRequest request, ServerCallContext context) =>
        querying.AnswerAsync(request, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task WatchFlows(
        WatchFlowsRequest request, IServerStreamWriter<WatchFlowsResponse> responseStream, ServerCallContext context)
    {
        using var admitted = gates.Watches.Enter();
        await watching.RunAsync(request, responseStream, context.CancellationToken);
    }

    // A caller that waits for one answer is better told to come back than kept waiting behind the streams.
    private async Task<SubmissionOutcome> SubmitWithinBudgetAsync(ReportTarget target, QueuedReport report)
    {
        if (!gates.ReportBytes.TryTake(report.Bytes))
        {
            return SubmissionOutcome.Refused(ServiceErrors.Overloaded(
                "The server holds as many unanswered reports as it may. Nothing was kept; try again after a pause.",
                "未処理の報告が上限に達しています。何も記録していません。少し待って再試行してください。"));
        }

        try
        {
            return await target.Submission.SubmitAsync([report]);
        }
        finally
        {
            gates.ReportBytes.Return(report.Bytes);
        }
    }

    private static async Task<OpenReport> ReadOpenAsync(ReportReader reader, CancellationToken cancelled)
    {
        if (!await reader.MoveFirstAsync(cancelled))
            throw new ServiceErrorException(reader.IsStopped ? ServiceErrors.ShuttingDown() : ReportProtocol.ExpectedOpen());

        return reader.Current.MessageCase == ReportRequest.MessageOneofCase.Open
            ? reader.Current.Open
            : throw new ServiceErrorException(ReportProtocol.ExpectedOpen());
    }

    private ValueTask<ReportTarget> OpenAsync(string hub, string producer, CancellationToken cancellationToken) =>
        ReportTarget.OpenAsync(hub, producer, catalog, grains, instruments, time, cancellationToken);
}
