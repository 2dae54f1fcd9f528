namespace Orleans.Runtime;

/// <summary>
/// Carries the caller's cancellation to the callee. The caller is released at once; the callee's token is cancelled on
/// the callee's own turn, so its callbacks run single-threaded like the rest of the grain.
/// </summary>
internal sealed class CallCancellation : WorkItem
{
    private readonly RequestBase _request;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource _callee = new();
    private CancellationTokenRegistration _registration;
    private Activation? _runsIn;

    public CallCancellation(RequestBase request, CancellationToken callerToken)
    {
        _request = request;
        _callerToken = callerToken;
    }

    public CancellationToken CalleeToken => _callee.Token;

    /// <summary>Begins to listen. To be called after the request is registered as pending.</summary>
    public void Attach()
    {
        _registration = _callerToken.UnsafeRegister(static state => ((CallCancellation)state!).OnCallerCancelled(), this);
        if (_request.IsCompleted)
            _registration.Unregister();
    }

    public void Detach() => _registration.Unregister();

    /// <summary>The request starts. A cancellation that came while it waited reaches it now.</summary>
    public void RunsIn(Activation activation)
    {
        Volatile.Write(ref _runsIn, activation);
        if (_callerToken.IsCancellationRequested)
            Run(activation);
    }

    public void CancelCallee() => _callee.Cancel();

    internal override void Run(Activation activation)
    {
        try
        {
            _callee.Cancel();
        }
        catch (AggregateException exception)
        {
            activation.Engine.Log.CancellationCallbackFailed(activation.GrainId, exception);
        }
    }

    private void OnCallerCancelled()
    {
        var engine = _request.Reference.Shared.Engine;
        Volatile.Read(ref _runsIn)?.Post(this);
        if (!engine.Messaging.WaitForCancellationAcknowledgement && !_request.IsCompleted)
        {
            engine.Instruments.RequestCanceled(_request.Reference.GrainId.Type);
            _request.Fail(new OperationCanceledException(_callerToken));
        }
    }
}
