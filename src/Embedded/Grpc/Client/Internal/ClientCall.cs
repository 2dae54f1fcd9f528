using System.Diagnostics;
using Grpc.AspNetCore.Server.Internal;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A call under way on a client, without its message types. It ends once: with the status the server sent, or with
/// the status that the failure of the transport, its deadline or its cancellation stands for. Whatever ends it also
/// stops its clock and cancels what HTTP still does for it.
/// </summary>
internal abstract partial class ClientCall : IDisposable
{
    public static readonly Func<object, Task<Metadata>> HeadersOf = static call => ((ClientCall)call).ResponseHeadersAsync();
    public static readonly Func<object, Status> StatusOf = static call => ((ClientCall)call).GetStatus();
    public static readonly Func<object, Metadata> TrailersOf = static call => ((ClientCall)call).GetTrailers();
    public static readonly Action<object> DisposeOf = static call => ((ClientCall)call).Dispose();

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ClientMethod _description;
    private readonly string? _host;
    private readonly long _startedTimestamp;
    private CancellationTokenRegistration _callerRegistration;
    private CancellationTokenRegistration _parentRegistration;
    private ITimer? _deadlineTimer;
    private DateTime _deadline = DateTime.MaxValue;
    private TimeSpan _timeout;
    private TaskCompletionSource<Metadata>? _headersWaiter;
    private Metadata? _headers;
    private Metadata? _trailers;
    private Activity? _activity;
    private Status _status;
    private volatile bool _isFinished;
    private volatile bool _isPastDeadline;
    private volatile bool _isDisposed;

    protected ClientCall(GrpcChannel channel, IMethod method, string? host, CallOptions options)
    {
        Channel = channel;
        Options = options;
        _description = channel.Describe(method);
        _host = host;
        _startedTimestamp = channel.Time.GetTimestamp();
        Frames = new FrameWriter(channel.Options.MaxSendMessageSize);
        Parser = new FrameParser(channel.Options.MaxReceiveMessageSize);
    }

    public CallOptions Options { get; }

    /// <summary>Cancelled when the call is over, for whatever reason.</summary>
    protected CancellationToken Token => _cancellation.Token;

    protected GrpcChannel Channel { get; }

    protected FrameWriter Frames { get; }

    protected FrameParser Parser { get; }

    protected HttpResponseMessage? Response { get; private set; }

    protected bool IsFinished => _isFinished;

    /// <summary>Cancels the call unless it has ended.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (!_isFinished)
            Finish(new Status(StatusCode.Cancelled, "The call was disposed."), trailers: null);
    }

    public CancellationLink LinkToCall(CancellationToken operation) => new(Token, operation);

    /// <summary>Starts the call's clock and listens to its caller.</summary>
    /// <exception cref="RpcException">The call is over before it begins.</exception>
    protected void Begin()
    {
        Channel.Enter(this);
        _activity = ClientTelemetry.Start(_description.TelemetryName, Channel.Address);
        UseRequestEncoding();
        var token = Options.CancellationToken;
        _deadline = Options.Deadline is { } own ? own.ToUniversalTime() : DateTime.MaxValue;
        if (Options.PropagationToken is ServerCallPropagationToken parent)
        {
            if (parent.Deadline < _deadline)
                _deadline = parent.Deadline;
            _parentRegistration = parent.CancellationToken.UnsafeRegister(CancelHttp, this);
        }

        if (HasDeadline)
            _timeout = _deadline - Channel.Time.GetUtcNow().UtcDateTime;
        _callerRegistration = token.UnsafeRegister(CancelHttp, this);
        if (token.IsCancellationRequested)
            throw new OperationCanceledException(token);
        BeginDeadline();
    }

    /// <summary>The call as failed: gives it its status and returns what its caller is to see.</summary>
    protected Exception Fail(Exception exception)
    {
        var trailers = (exception as RpcException)?.Trailers;
        Finish(StatusOfFailure(exception), trailers);
        return ToException();
    }

    /// <summary>Ends the call with the status in the response's trailers.</summary>
    protected void FinishFromResponse()
    {
        var source = ResponseHeaders.HasStatus(Response!.Headers) ? Response.Headers : Response.TrailingHeaders;
        Finish(ResponseHeaders.ReadStatus(source), ResponseHeaders.ReadMetadata(source));
    }

    /// <summary>Throws what the finished call's caller is to see, unless its status is OK.</summary>
    protected void ThrowUnlessOk()
    {
        if (_status.StatusCode != StatusCode.OK)
            throw ToException();
    }

    /// <summary>What the caller of the finished call is to see.</summary>
    protected Exception ToException() => ToException(_status, _trailers ?? Metadata.Empty);

    /// <summary>What a status is to the caller.</summary>
    protected Exception ToException(Status status, Metadata trailers)
    {
        if (status.StatusCode == StatusCode.Cancelled && Channel.Options.ThrowOperationCanceledOnCancellation)
            return new OperationCanceledException(status.Detail, status.DebugException, Options.CancellationToken);
        return new RpcException(status, trailers);
    }

    protected void Finish(Status status, Metadata? trailers)
    {
        TaskCompletionSource<Metadata>? headersWaiter;
        lock (_lock)
        {
            if (_isFinished)
                return;
            _status = status;
            _trailers = trailers;
            _isFinished = true;
            headersWaiter = _headersWaiter;
        }

        _deadlineTimer?.Dispose();
        _callerRegistration.Dispose();
        _parentRegistration.Dispose();
        Channel.Leave(this);
        headersWaiter?.TrySetException(ToException());
        ClientTelemetry.Stop(_activity, _description.TelemetryName, status, Channel.Time.GetElapsedTime(_startedTimestamp));
        if (status.StatusCode != StatusCode.OK)
            Channel.Logger.CallFailed(_description.TelemetryName, status.StatusCode, status.Detail);
        OnFinished();
    }

    private static void CancelHttp(object? call) => ((ClientCall)call!)._cancellation.Cancel();

    /// <summary>Stops what HTTP may still do: for a call that ended well and has no more requests, nothing.</summary>
    private void OnFinished()
    {
        AbandonRequests();
        if (_status.StatusCode != StatusCode.OK)
            _cancellation.Cancel();
        Response?.Dispose();
    }

    /// <summary>The caller's requests will not be sent. For the types that know messages.</summary>
    protected abstract void AbandonRequests();

    /// <summary>
    /// Until the deadline. The wall clock is looked at once, when the call begins: one that is set back or ahead afterwards
    /// must not move the deadline.
    /// </summary>
    private TimeSpan TimeLeft => _timeout - Channel.Time.GetElapsedTime(_startedTimestamp);

    private bool HasDeadline => _deadline != DateTime.MaxValue;

    private void BeginDeadline()
    {
        if (!HasDeadline)
            return;
        if (_timeout <= TimeSpan.Zero)
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "The deadline had passed before the call."));
        _deadlineTimer = Channel.Time.CreateTimer(
            static call => ((ClientCall)call!).OnDeadline(), this, CutToTimer(_timeout), Timeout.InfiniteTimeSpan);
    }

    private void OnDeadline()
    {
        var left = TimeLeft;
        if (left > TimeSpan.FromHours(1))
        {
            _deadlineTimer?.Change(CutToTimer(left), Timeout.InfiniteTimeSpan);
            return;
        }

        _isPastDeadline = true;
        _cancellation.Cancel();
    }

    /// <summary>A timer takes no more than about 49 days; a later deadline is looked at again then.</summary>
    private static TimeSpan CutToTimer(TimeSpan delay)
    {
        var longest = TimeSpan.FromDays(30);
        return delay < longest ? delay : longest;
    }

    private Status StatusOfFailure(Exception exception)
    {
        if (_isPastDeadline)
            return new Status(StatusCode.DeadlineExceeded, "The deadline passed.", exception);
        if (exception is RpcException rpc)
            return rpc.Status;

        // The server watches the same deadline: its reset of the stream may be here before our own timer.
        if (HasDeadline && TimeLeft <= TimeSpan.Zero)
            return new Status(StatusCode.DeadlineExceeded, "The deadline passed.", exception);
        if (_isDisposed || _cancellation.IsCancellationRequested || exception is OperationCanceledException)
            return new Status(StatusCode.Cancelled, "The call was cancelled by its caller.", exception);
        return TransportFailure.ToStatus(exception);
    }

    private Status GetStatus()
        => _isFinished ? _status : throw new InvalidOperationException("The call has not ended: it has no status yet.");

    private Metadata GetTrailers()
        => _isFinished ? _trailers ?? [] : throw new InvalidOperationException("The call has not ended: it has no trailers yet.");

    private Task<Metadata> ResponseHeadersAsync()
    {
        lock (_lock)
        {
            if (Response is not null)
                return Task.FromResult(_headers ??= ResponseHeaders.ReadMetadata(Response.Headers));
            if (_isFinished)
                return Task.FromException<Metadata>(ToException());
            _headersWaiter ??= new TaskCompletionSource<Metadata>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _headersWaiter.Task;
        }
    }
}
