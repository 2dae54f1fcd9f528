using System.Diagnostics;
using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.V1;

namespace MegaRegion.Client.Reporting;

// The client's half of exactly once.
//
// Reports are numbered in the order in which they are posted; the first answer of the ledger says where the numbers
// begin. Until a report is acknowledged the client keeps it. When the stream is cut, nobody knows which of the
// unacknowledged reports were recorded, so the next stream sends all of them again, in order, under the same numbers:
// the ledger answers those that it has as duplicates and records the rest. An acknowledgement is therefore the only
// thing that lets go of a report, and the window of unacknowledged reports bounds both memory and what is sent twice.
//
// Failures that may pass (see ErrorDetails.IsTransient) lead to another stream after a pause. The others stop the
// client: a refused report fails with ReportRefusedException, those behind it with HubClientStoppedException. It does
// not go on with the next report under the refused number, because a program that computes report n from n would then
// record the wrong one.

/// <summary>
/// Reports the flows of one hub's producer, exactly once and in order, over a stream that it opens again after a cut.
/// Thread-safe. Only one client may use a producer's name at a time.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private static readonly ActivitySource Activities = new("MegaRegion.Client");
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);
    private static readonly WriteOptions Flushed = new();

    private readonly FlowService.FlowServiceClient _service;
    private readonly HubClientOptions _options;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly PendingReports _pending;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _lastProgress;
    private int _disposed;

    /// <summary>Connects in the background and keeps trying.</summary>
    /// <param name="channel">The server; the caller owns it and closes it after the client.</param>
    /// <param name="options">Hub, producer and limits.</param>
    /// <param name="time">Null for the system's.</param>
    /// <param name="random">Shortens pauses; null for one that hub and producer seed. Used by one thread at a time.</param>
    public HubClient(ChannelBase channel, HubClientOptions options, TimeProvider? time = null, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _service = new FlowService.FlowServiceClient(channel);
        _options = options;
        _time = time ?? TimeProvider.System;
        _backoff = new Backoff(options.FirstPause, options.LongestPause, random ?? new Random(SeedOf(options)));
        _pending = new PendingReports(options.MaxUnacknowledgedReports, options.MaxUnacknowledgedFlows);
        _lastProgress = _time.GetTimestamp();
        _running = Task.Run(RunAsync);
    }

    /// <summary>
    /// The sequence that the next posted report will have. A program that computes report n from n starts here.
    /// </summary>
    /// <exception cref="HubClientStoppedException">The client has stopped.</exception>
    public Task<long> GetNextSequenceAsync(CancellationToken cancellationToken = default) =>
        _pending.GetNextSequenceAsync(cancellationToken);

    /// <summary>Reports flows under one sequence; completes when they are durable.</summary>
    /// <param name="flows">1 to 100,000; not to be changed afterwards.</param>
    /// <param name="cancellationToken">Ends the wait for room. A report that was posted is sent all the same.</param>
    /// <exception cref="ReportRefusedException">The ledger refused the report and kept nothing of it.</exception>
    /// <exception cref="HubClientStoppedException">The client stopped before the report was acknowledged.</exception>
    public async Task<ReportReceipt> ReportAsync(
        IReadOnlyCollection<Flow> flows, CancellationToken cancellationToken = default)
    {
        var posted = await PostAsync(flows, cancellationToken);
        return await posted.Durable;
    }

    /// <summary>
    /// Hands over flows as one report and returns as soon as there is room for it in the window of unacknowledged
    /// reports. A caller that needs an order awaits each call before the next.
    /// </summary>
    /// <param name="flows">1 to 100,000; not to be changed afterwards.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <exception cref="HubClientStoppedException">The client has stopped.</exception>
    public async Task<PostedReport> PostAsync(
        IReadOnlyCollection<Flow> flows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var report = new PendingReport(flows, Activities.StartActivity("hub report", ActivityKind.Producer));
        await _pending.AddAsync(report, cancellationToken);
        return new PostedReport(report.Done);
    }

    /// <summary>
    /// Takes no more reports, waits for the acknowledgements of those posted up to
    /// <see cref="HubClientOptions.DrainTimeout"/>, and closes the stream.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        _pending.Close();
        try
        {
            await _running.WaitAsync(_options.DrainTimeout, _time);
        }
        catch (TimeoutException)
        {
            await _stop.CancelAsync();
            await _running;
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!await TryStreamAsync())
            {
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _pending.Fail(new TimeoutException(
                $"Not everything was acknowledged within {_options.DrainTimeout} of closing the client."));
        }
        catch (Exception exception)
        {
            // The work loop's boundary: everyone who waits for a report learns why.
            _pending.Fail(exception);
        }
    }

    /// <summary>Runs one stream; true when everything was acknowledged after closing, false to try again.</summary>
    private async Task<bool> TryStreamAsync()
    {
        try
        {
            await RunStreamAsync();
            return true;
        }
        catch (RpcException exception)
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (!ErrorDetails.IsTransient(exception))
                throw Refusal(exception);

            await PauseAsync(exception);
            return false;
        }
    }

    private async Task RunStreamAsync()
    {
        using var call = _service.Report(cancellationToken: _stop.Token);
        await SendOpenAsync(call.RequestStream);
        var opened = await ReadOpenedAsync(call.ResponseStream);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var sending = SendAsync(call, _pending.Open(opened.NextSequence), ended.Token);
        try
        {
            // The call itself ends with the token: to give it here as well would cost a linked one for each message.
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                _pending.Acknowledge(call.ResponseStream.Current.Ack);
                Progressed();
            }
        }
        finally
        {
            await ended.CancelAsync();
            await sending;
        }
    }

    private async Task SendOpenAsync(IClientStreamWriter<ReportRequest> requests)
    {
        var open = new OpenReport { Hub = _options.Hub, Producer = _options.Producer };
        try
        {
            await requests.WriteAsync(new ReportRequest { Open = open });
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or IOException)
        {
            // The call was refused before the message went out: its reader has the reason, with its detail.
        }
    }

    private async Task<ReportOpened> ReadOpenedAsync(IAsyncStreamReader<ReportResponse> responses)
    {
        if (await responses.MoveNext(_stop.Token)
            && responses.Current.MessageCase == ReportResponse.MessageOneofCase.Opened)
        {
            return responses.Current.Opened;
        }

        throw new HubClientStoppedException("The server did not answer 'open' with 'opened': it is not a FlowService.");
    }

    /// <summary>Sends from a sequence on until nothing will come any more. A failure shows in the call's status.</summary>
    private async Task SendAsync(
        AsyncDuplexStreamingCall<ReportRequest, ReportResponse> call, long sequence, CancellationToken ended)
    {
        var encoder = new FlowColumnEncoder();
        try
        {
            while (await _pending.GetAsync(sequence, ended) is { } report)
            {
                var message = report.ToMessage(sequence, report.Flows.Count >= _options.ColumnsFromFlows ? encoder : null);

                // Reports that were posted meanwhile leave together with this one.
                call.RequestStream.WriteOptions = _pending.Has(++sequence) ? Buffered : Flushed;
                await call.RequestStream.WriteAsync(new ReportRequest { Report = message });
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The stream has ended, which its reader deals with.
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or IOException)
        {
            // Writing to a call that has ended: the reader has the reason. One that has not ended must end now.
            call.Dispose();
        }
    }

    private void Progressed()
    {
        _lastProgress = _time.GetTimestamp();
        _backoff.Reset();
    }

    private async Task PauseAsync(RpcException exception)
    {
        var pause = _backoff.Next(ErrorDetails.RetryAfter(exception));
        if (_options.GiveUpAfter != Timeout.InfiniteTimeSpan
            && _time.GetElapsedTime(_lastProgress) + pause > _options.GiveUpAfter)
        {
            throw new HubClientStoppedException(
                $"No progress within {_options.GiveUpAfter}: {exception.Status.Detail}", exception);
        }

        _options.OnInterrupted?.Invoke(exception, pause);
        await Task.Delay(pause, _time, _stop.Token);
    }

    // Clients of different names must not come back in step; the same client repeats itself.
    private static int SeedOf(HubClientOptions options) =>
        (options.Hub + "/" + options.Producer).Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));

    private static Exception Refusal(RpcException exception) =>
        ErrorDetails.Find(exception) is { } detail
            ? new ReportRefusedException(detail.Sequence, detail, exception)
            : new HubClientStoppedException($"The server refused the stream: {exception.Status}", exception);
}
