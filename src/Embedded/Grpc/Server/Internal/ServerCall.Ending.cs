using System.Diagnostics;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>How a call ends: by its handler, or early by its deadline or a limit.</summary>
internal sealed partial class ServerCall
{
    private const int Http2NoError = 0;
    private const int Http2InternalError = 2;
    private const int Http2Cancel = 8;
    private static readonly TimeSpan EarlyEndPatience = TimeSpan.FromSeconds(1);

    private enum Phase
    {
        Running,
        EndingEarly,
        Ended,
    }

    private readonly Lock _gate = new();
    private volatile Phase _phase;
    private bool _isWriting;
    private DateTime _deadline = DateTime.MaxValue;
    private TimeSpan _timeout;
    private long _timeoutStarted;
    private ITimer? _deadlineTimer;
    private CancellationTokenSource? _handlerCancellation;
    private CancellationTokenRegistration _abortRegistration;
    private TaskCompletionSource? _earlyEnd;
    private bool _mayEndEarly;
    private bool _isWatched;
    private int _peerWaits;
    private long _lastActivityTick;

    public long StartedTick { get; private set; }

    public long LastActivityTick => Volatile.Read(ref _lastActivityTick);

    public bool IsWaitingForPeer => Volatile.Read(ref _peerWaits) > 0;

    private bool HasEndedEarly => _phase == Phase.EndingEarly;

    private CancellationToken HandlerToken
    {
        get
        {
            if (!_mayEndEarly)
                return HttpContext.RequestAborted;
            lock (_gate)
            {
                if (_handlerCancellation is not null)
                    return _handlerCancellation.Token;
                _handlerCancellation = new CancellationTokenSource();
                _abortRegistration = HttpContext.RequestAborted.UnsafeRegister(
                    static source => ((CancellationTokenSource)source!).Cancel(), _handlerCancellation);
                if (_earlyEnd is { Task.IsCompleted: true })
                    _handlerCancellation.Cancel();
                return _handlerCancellation.Token;
            }
        }
    }

    public void BeginWaitForPeer()
    {
        if (Interlocked.Increment(ref _peerWaits) == 1)
            NoteActivity();
    }

    public void EndWaitForPeer() => Interlocked.Decrement(ref _peerWaits);

    public void NoteActivity()
    {
        if (_isWatched)
            Volatile.Write(ref _lastActivityTick, Runtime.Watchdog.Now);
    }

    /// <summary>Takes the response body for one write.</summary>
    /// <exception cref="RpcException">The call has ended.</exception>
    public void EnterWrite()
    {
        lock (_gate)
        {
            if (_phase != Phase.Running)
                throw new RpcException(_status, "The call has ended; nothing more can be written.");
            if (_isWriting)
                throw new InvalidOperationException("A stream can be written by one writer at a time.");
            _isWriting = true;
        }
    }

    /// <summary>Gives the response body back; if the call was to end meanwhile, it ends now.</summary>
    public ValueTask ExitWriteAsync()
    {
        lock (_gate)
        {
            _isWriting = false;
            if (_phase != Phase.EndingEarly)
                return ValueTask.CompletedTask;
        }

        return new ValueTask(FinishEarlyAsync());
    }

    /// <summary>Takes the response body for the last message, whose handler has returned; false if the call has ended.</summary>
    public bool TryEnterLastWrite()
    {
        lock (_gate)
        {
            if (_phase != Phase.Running)
                return false;
            StopClocks();
            _phase = Phase.Ended;
            return true;
        }
    }

    /// <summary>Ends a stream that is over a limit.</summary>
    public void EndForLimit(string reason)
    {
        Runtime.Logger.StreamLimitReached(_method.Method.FullName, reason);
        EndEarly(new Status(StatusCode.Unavailable, reason));
    }

    /// <summary>The handler has returned or failed: sends the status unless that was done before.</summary>
    public async Task EndAsync()
    {
        Task? earlyEnd = null;
        lock (_gate)
        {
            StopClocks();
            if (_phase == Phase.EndingEarly)
                earlyEnd = _earlyEnd!.Task;
            else
                _phase = Phase.Ended;
        }

        if (earlyEnd is not null)
            await earlyEnd;
        else if (Responses.IsBroken)
            HttpContext.Features.Get<IHttpResetFeature>()?.Reset(Http2InternalError);
        else if (!HttpContext.RequestAborted.IsCancellationRequested)
            WriteStatus();
        Report();

        // The source itself has nothing to dispose, and an early end may be about to cancel it.
        await _abortRegistration.DisposeAsync();
    }

    private void BeginClocks(string? timeout)
    {
        var watchdog = Runtime.Watchdog;
        if (_method.IsStreaming && watchdog.IsNeeded)
        {
            _mayEndEarly = _isWatched = true;
            StartedTick = watchdog.Now;
            NoteActivity();
            watchdog.Add(this);
        }

        if (string.IsNullOrEmpty(timeout))
            return;
        if (!TimeoutCodec.TryParse(timeout, out _timeout))
        {
            Runtime.Logger.MalformedTimeout(timeout, _method.Method.FullName);
            return;
        }

        if (_timeout == TimeSpan.Zero)
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "The deadline had passed on arrival."));
        _mayEndEarly = true;
        _timeoutStarted = Runtime.Time.GetTimestamp();
        _deadline = Runtime.Time.GetUtcNow().UtcDateTime + _timeout;
        _deadlineTimer = Runtime.Time.CreateTimer(
            static call => ((ServerCall)call!).OnDeadline(), this, CutToTimer(_timeout), Timeout.InfiniteTimeSpan);
    }

    // By the timestamp: a wall clock that was set back would put the deadline off.
    private void OnDeadline()
    {
        var left = _timeout - Runtime.Time.GetElapsedTime(_timeoutStarted);
        if (left > TimeSpan.FromHours(1))
        {
            _deadlineTimer?.Change(CutToTimer(left), Timeout.InfiniteTimeSpan);
            return;
        }

        Runtime.Logger.DeadlineExceeded(_method.Method.FullName, _timeout);
        EndEarly(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));
    }

    /// <summary>A timer takes no more than about 49 days; a later deadline is looked at again then.</summary>
    private static TimeSpan CutToTimer(TimeSpan delay)
    {
        var longest = TimeSpan.FromDays(30);
        return delay < longest ? delay : longest;
    }

    private void StopClocks()
    {
        _deadlineTimer?.Dispose();
        if (_isWatched)
            Runtime.Watchdog.Remove(this);
    }

    private void EndEarly(Status status)
    {
        bool mustWait;
        lock (_gate)
        {
            if (_phase != Phase.Running)
                return;
            _phase = Phase.EndingEarly;
            _earlyEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _status = status;
            mustWait = _isWriting;
        }

        Interrupt(mustWait);
        if (!mustWait)
            _ = FinishEarlyAsync();
    }

    /// <summary>
    /// Wakes up who reads from the client or, if wanted, writes to it. Kestrel throws when the client has reset the stream:
    /// then they have failed by themselves. Clocks call this on a timer's thread, where an exception ends the process.
    /// </summary>
    private void Interrupt(bool isWriting)
    {
        try
        {
            HttpContext.Request.BodyReader.CancelPendingRead();
            if (isWriting)
                HttpContext.Response.BodyWriter.CancelPendingFlush();
        }
        catch (Exception e) when (HttpContext.RequestAborted.IsCancellationRequested || e is IOException)
        {
            Runtime.Logger.EndNotSent(e, _method.Method.FullName);
        }
    }

    private async Task FinishEarlyAsync()
    {
        // NO_ERROR tells a client to stop sending but to keep the answer; after a deadline gRPC asks for CANCEL.
        var errorCode = _status.StatusCode == StatusCode.DeadlineExceeded ? Http2Cancel : Http2NoError;
        try
        {
            WriteStatus();
            await HttpContext.Response.CompleteAsync().WaitAsync(EarlyEndPatience, Runtime.Time);
        }
        catch (Exception e)
        {
            Runtime.Logger.EndNotSent(e, _method.Method.FullName);
            errorCode = Http2Cancel;
        }

        HttpContext.Features.Get<IHttpResetFeature>()?.Reset(errorCode);
        lock (_gate)
        {
            _earlyEnd!.TrySetResult();
        }

        if (_handlerCancellation is { } cancellation)
            await cancellation.CancelAsync();
    }

    private void WriteStatus()
    {
        var response = HttpContext.Response;
        if (!response.HasStarted)
        {
            StatusHeaders.Write(response.Headers, _status, _responseTrailers);
            return;
        }

        var trailers = HttpContext.Features.Get<IHttpResponseTrailersFeature>()
            ?? throw new UnreachableException("The server sends no trailers.");
        StatusHeaders.Write(trailers.Trailers, _status, _responseTrailers);
    }
}
