using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// A call on its way: generated classes add the arguments as typed fields. One object serves as message, queue node,
/// entry of the pending-call list and holder of the caller's promise, so that a call costs two allocations beside
/// its arguments.
/// </summary>
/// <remarks>
/// Life: made by the caller, registered as pending, posted to an activation, started on a turn, completed exactly once
/// by whichever comes first of result, timeout, cancellation and rejection (<see cref="TryComplete"/>).
/// </remarks>
public abstract class RequestBase : WorkItem, IInvokable
{
    private int _completed;
    private object? _target;

    internal GrainReference Reference { get; set; } = null!;

    internal Activation? Source { get; set; }

    internal Dictionary<string, object>? Context { get; set; }

    internal CallCancellation? Cancellation { get; set; }

    // Time provider's timestamp if latencies are measured, else zero.
    internal long SentAt { get; set; }

    // Milliseconds of the engine's clock.
    internal long Deadline { get; set; }

    internal RequestBase? PendingNext { get; set; }

    internal RequestBase? PendingPrevious { get; set; }

    internal PendingCalls.Stripe? PendingIn { get; set; }

    internal bool IsCompleted => Volatile.Read(ref _completed) != 0;

    /// <summary>What the method's attributes say.</summary>
    public virtual InvokeMethodOptions Options => InvokeMethodOptions.None;

    /// <inheritdoc/>
    public virtual bool IsCancellable => false;

    internal bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    internal bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    internal bool IsOneWay => (Options & InvokeMethodOptions.OneWay) != 0;

    /// <summary>Whether running it counts as use of the grain.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>The token the caller gave.</summary>
    protected virtual CancellationToken CallerToken => default;

    internal CancellationToken GivenToken => CallerToken;

    /// <summary>The token to hand to the grain: cancelled on the grain's turn when the caller cancels.</summary>
    protected CancellationToken CalleeToken => Cancellation?.CalleeToken ?? default;

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public abstract string GetMethodName();

    /// <inheritdoc/>
    public abstract string GetInterfaceName();

    /// <inheritdoc/>
    public virtual string GetActivityName() => $"{GetInterfaceName()}/{GetMethodName()}";

    /// <inheritdoc/>
    public abstract MethodInfo GetMethod();

    /// <inheritdoc/>
    public abstract Type GetInterfaceType();

    /// <inheritdoc/>
    public virtual TimeSpan? GetDefaultResponseTimeout() => null;

    /// <inheritdoc/>
    public CancellationToken GetCancellationToken() => Cancellation is null ? CallerToken : CalleeToken;

    /// <inheritdoc/>
    public bool TryCancel()
    {
        Cancellation?.CancelCallee();
        return Cancellation is not null;
    }

    /// <inheritdoc/>
    public object? GetTarget() => _target;

    /// <inheritdoc/>
    public void SetTarget(ITargetHolder holder) => _target = holder.GetTarget();

    /// <inheritdoc/>
    public abstract ValueTask<Response> Invoke();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetInterfaceName()}.{GetMethodName()} to {Reference?.GrainId}";

    internal override void Run(Activation activation) => activation.Receive(this);

    /// <summary>Runs the method on the grain's turn and completes the call, now or later.</summary>
    internal abstract void Start(Activation activation);

    /// <summary>Hands the caller the outcome of filters or of the method; nothing if the call is complete already.</summary>
    internal abstract void CompleteWith(Response response);

    /// <summary>Hands the caller an exception; nothing if the call is complete already.</summary>
    internal abstract void Fail(Exception exception);

    /// <summary>Sends the call past its filters and gives its outcome as a response.</summary>
    internal abstract Task<Response> SendAndWrapAsync();

    /// <summary>True for the one who may complete the call. Ends its being pending and its cancellation.</summary>
    private protected bool TryComplete()
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
            return false;
        PendingIn?.Remove(this);
        Cancellation?.Detach();
        if (SentAt != 0)
            Reference.Shared.Engine.Instruments.RequestEnded(SentAt);
        return true;
    }

    private protected void EndTurn(Activation activation) => activation.OnCompleted(this);
}
