using MegaRegion.Gateway.Errors;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

// One stream of FlowService.Report.
//
//   client ──► reader ──► ReportQueue (bounded) ──► pump ──► hub's grain
//     ▲                                              │
//     └──────────────── acknowledgements ────────────┘
//
// The reader checks and encodes; it runs ahead of the pump up to the queue's bound and then stops reading, so HTTP/2
// flow control holds the client back. The pump has one call at the grain at a time and puts everything that was read
// meanwhile into the next one: the slower the store, the larger the batches.
//
// Order is the whole contract. Answers leave in the order of the reports, written by the pump alone; a refused report
// ends the stream after the acknowledgements of all before it, and whatever was read behind it is dropped, unanswered,
// to be sent again.
//
// The stream ends in one of four ways: the client completes it (all that was read is answered first); a report is
// refused; the client goes away (the batch at the grain may still become durable, which the resend finds out); the
// server stops: reading ends, what was read is answered, and SHUTTING_DOWN tells the client to open again.
internal sealed class ReportSession(
    ReportIntake intake,
    ReportPump pump,
    ReportQueue queue,
    ReportReader reader)
{
    /// <summary>Runs until the stream ends.</summary>
    /// <exception cref="ServiceErrorException">A report was refused, the client broke the protocol, or the server stops.</exception>
    public async Task RunAsync(CancellationToken cancelled)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancelled);

        // Once for the stream: to wait for the stop beside each message would cost more than the message.
        await using var stopping = reader.Stopping.UnsafeRegister(static queue => ((ReportQueue)queue!).Complete(), queue);
        var reading = ReadAsync(ended.Token);
        try
        {
            await pump.RunAsync(queue, cancelled);
        }
        catch
        {
            await ended.CancelAsync();
            ReportReader.Observe(reading);
            throw;
        }

        if (reader.IsStopped && !reading.IsCompleted)
        {
            // What it still waits for ends with the call.
            await ended.CancelAsync();
            ReportReader.Observe(reading);
            throw new ServiceErrorException(ServiceErrors.ShuttingDown());
        }

        if (await reading is { } fault)
            throw new ServiceErrorException(fault);
    }

    /// <summary>Reads until the client completes the stream; returns why it ended otherwise.</summary>
    private async Task<ServiceError?> ReadAsync(CancellationToken ended)
    {
        try
        {
            while (await reader.MoveNextAsync(ended))
            {
                if (reader.Current.MessageCase != ReportRequest.MessageOneofCase.Report)
                    return ReportProtocol.ExpectedReport(reader.Current.MessageCase);

                await queue.AddAsync(await intake.ReadAsync(reader.Current.Report, ended), ended);
            }

            return reader.IsStopped ? ServiceErrors.ShuttingDown() : null;
        }
        finally
        {
            queue.Complete();
        }
    }
}
