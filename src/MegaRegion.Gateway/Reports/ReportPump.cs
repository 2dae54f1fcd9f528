using System.Diagnostics;
using Grpc.Core;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Telemetry;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

/// <summary>Submits what a stream has read to its hub, one call at a time, and writes the acknowledgements.</summary>
internal sealed class ReportPump(
    ReportSubmission submission,
    IServerStreamWriter<ReportResponse> responses,
    GatewayInstruments instruments,
    TimeProvider time)
{
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);
    private static readonly WriteOptions Flushed = new();

    /// <summary>Runs until the queue is complete and everything in it is answered.</summary>
    /// <exception cref="ServiceErrorException">A report was refused.</exception>
    public async Task RunAsync(ReportQueue queue, CancellationToken cancelled)
    {
        while (true)
        {
            var reports = await queue.TakeAllAsync(cancelled);
            if (reports.Count == 0)
                return;

            for (var next = 0; next < reports.Count;)
            {
                var batch = BatchAt(reports, next);
                await AnswerAsync(batch, queue, cancelled);
                next += batch.Count;
            }
        }
    }

    /// <summary>A faulty report alone, or the sound ones with consecutive sequences.</summary>
    private static IReadOnlyList<QueuedReport> BatchAt(IReadOnlyList<QueuedReport> reports, int start)
    {
        var end = start + 1;
        if (reports[start].Fault is null)
        {
            while (end < reports.Count
                   && reports[end].Fault is null
                   && reports[end].Sequence == reports[end - 1].Sequence + 1)
            {
                end++;
            }
        }

        return start == 0 && end == reports.Count ? reports : [.. reports.Skip(start).Take(end - start)];
    }

    private async Task AnswerAsync(IReadOnlyList<QueuedReport> batch, ReportQueue queue, CancellationToken cancelled)
    {
        var outcome = await submission.SubmitAsync(batch);
        var bytes = 0L;
        for (var index = 0; index < outcome.Accepted.Count; index++)
        {
            responses.WriteOptions = index == outcome.Accepted.Count - 1 ? Flushed : Buffered;
            await responses.WriteAsync(new ReportResponse { Ack = ToAck(outcome.Accepted[index]) }, cancelled);
            instruments.Reported(time.GetElapsedTime(batch[index].ReceivedTimestamp));
            bytes += batch[index].Bytes;
        }

        queue.Release(outcome.Accepted.Count, bytes);
        if (outcome.Refusal is { } refusal)
            throw new ServiceErrorException(refusal);

        Debug.Assert(outcome.Accepted.Count == batch.Count, "A batch without a refusal is accepted whole.");
    }

    /// <summary>The acknowledgement as the contract has it.</summary>
    public static ReportAck ToAck(AcceptedReport accepted) => new()
    {
        Sequence = accepted.Sequence,
        Offset = accepted.Offset,
        Duplicate = accepted.Duplicate,
        LateFlows = accepted.LateFlows,
    };
}
