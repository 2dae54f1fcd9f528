using Orleans.Storage;

namespace Orleans.Runtime;

/// <content>Activation, deactivation and idleness. State changes only on turns.</content>
internal sealed partial class Activation
{
    private volatile ActivationState _state;

    // Set while the activation runs, so that a host that stops can break it off.
    private CancellationTokenSource? _activating;

    public bool IsValid => _state < ActivationState.Deactivating;

    public ActivationState State => _state;

    /// <summary>Takes an object made elsewhere as instance: observers.</summary>
    public void AdoptInstance(object instance)
    {
        _instance = instance;
        _state = ActivationState.Valid;
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        Post(static (activation, reason) => activation.BeginDeactivation(reason), deactivationReason);

    /// <summary>Ends the activation if it has not been used since the given time, in milliseconds of the engine's clock.</summary>
    public void DeactivateIfIdle(long unusedSince)
    {
        if (Volatile.Read(ref _lastUsed) > unusedSince || _state != ActivationState.Valid)
            return;
        Post(
            static (activation, since) =>
            {
                if (activation.IsIdle && activation._lastUsed <= since && !activation.IsKeptAlive)
                {
                    activation.BeginDeactivation(
                        new DeactivationReason(DeactivationReasonCode.ActivationIdle, "No request for the collection age."));
                }
            },
            unusedSince);
    }

    public void DelayDeactivation(TimeSpan time)
    {
        var now = Engine.Clock.NowMilliseconds;
        Extras.KeepAliveUntil = time <= TimeSpan.Zero ? 0
            : time == TimeSpan.MaxValue ? long.MaxValue
            : now + (long)time.TotalMilliseconds;
    }

    /// <summary>An exception left a request: a storage conflict of this very activation ends it.</summary>
    public void OnFailed(Exception exception)
    {
        if (exception is not InconsistentStateException { IsSourceActivation: true } conflict)
            return;
        conflict.IsSourceActivation = false;
        BeginDeactivation(new DeactivationReason(
            DeactivationReasonCode.ApplicationError, exception, "The stored state differs from the one in memory."));
    }

    // What fails while the host stops was broken off by it, or asked for what is gone already.
    private bool IsShuttingDown => _extras?.Reason.ReasonCode == DeactivationReasonCode.ShuttingDown;

    private bool IsKeptAlive => _extras is { KeepAliveUntil: var until } && until > Engine.Clock.NowMilliseconds;

    private void BeginActivation()
    {
        _state = ActivationState.Activating;
        var started = Engine.Clock.NowMilliseconds;
        try
        {
            _instance = Class.CreateInstance(this);
        }
        catch (Exception exception)
        {
            FailActivation(exception);
            return;
        }

        if (_extras?.HasLifecycle != true && !Class.HasActivateMethod)
            CompleteActivation(started);
        else
            _ = ActivateAsync(started);
    }

    private async Task ActivateAsync(long started)
    {
        using var limit = Engine.TimeoutAfter(Engine.Collection.ActivationTimeout);
        _activating = limit;
        try
        {
            if (_extras is { HasLifecycle: true } extras)
                await extras.Lifecycle.StartAsync(GrainLifecycleStage.First, GrainLifecycleStage.Activate, limit.Token)
                    .WaitAsync(limit.Token);
            if (_instance is IGrainBase grain)
                await grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
            if (_extras is { HasLifecycle: true } later)
                await later.Lifecycle.StartAsync(GrainLifecycleStage.Activate + 1, GrainLifecycleStage.Last, limit.Token)
                    .WaitAsync(limit.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            FailActivation(IsShuttingDown
                ? new SiloUnavailableException($"{GrainId} was not activated: the host is stopping.", exception)
                : new TimeoutException($"{GrainId} was not activated in {Engine.Collection.ActivationTimeout}.", exception));
            return;
        }
        catch (Exception exception)
        {
            FailActivation(exception);
            return;
        }
        finally
        {
            _activating = null;
        }

        CompleteActivation(started);
    }

    private void CompleteActivation(long started)
    {
        _state = ActivationState.Valid;
        _lastUsed = Engine.Clock.NowMilliseconds;
        Engine.Instruments.Activated(_lastUsed - started);
        _admitAgain = true;
    }

    private void FailActivation(Exception exception)
    {
        if (IsShuttingDown)
        {
            Engine.Log.ActivationGivenUp(GrainId, exception);
        }
        else
        {
            Engine.Instruments.ActivationFailed();
            Engine.Log.ActivationFailed(GrainId, exception);
        }

        Class.Directory.Remove(this);
        _state = ActivationState.Invalid;
        var item = TakeWaiting();
        while (item is not null)
        {
            var next = item.Next;
            item.Next = null;
            ((RequestBase)item).Fail(exception);
            item = next;
        }

        _ = EndAsync();
    }

    private void BeginDeactivation(DeactivationReason reason)
    {
        if (_state >= ActivationState.Deactivating)
            return;
        if (_state == ActivationState.Activating)
        {
            if (reason.ReasonCode == DeactivationReasonCode.ShuttingDown)
            {
                // It may wait for a grain that waits for this one before it ends.
                Extras.Reason = reason;
                _activating?.Cancel();
                return;
            }

            // Looked at again when the activation is complete.
            Extras.Lifecycle.SubscribeLast(() => Deactivate(reason));
            return;
        }

        var wasCreated = _state == ActivationState.Created;
        Extras.Reason = reason;
        _state = ActivationState.Deactivating;
        _extras!.StopTimers();
        if (wasCreated)
            _ = EndAsync();
        else if (_running == 0)
            FinishDeactivation();
        else
            Engine.After(Engine.Collection.DeactivationTimeout, this, static activation => activation.Post(
                static (stuck, _) => stuck.FinishDeactivation(), 0));
    }

    private void FinishDeactivation()
    {
        if (_state != ActivationState.Deactivating || Extras.IsFinishing)
            return;
        Extras.IsFinishing = true;
        _ = DeactivateAsync();
    }

    private async Task DeactivateAsync()
    {
        var started = Engine.Clock.NowMilliseconds;
        using var limit = Engine.TimeoutAfter(Engine.Collection.DeactivationTimeout);
        try
        {
            if (_instance is IGrainBase grain)
                await grain.OnDeactivateAsync(Extras.Reason, limit.Token).WaitAsync(limit.Token);
            if (_extras!.HasLifecycle)
                await _extras.Lifecycle.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(GrainId, exception);
        }

        Engine.Instruments.Deactivated(Engine.Clock.NowMilliseconds - started);
        await EndAsync();
    }

    /// <summary>Leaves the directory, disposes what the activation owns, and sends waiting requests on.</summary>
    private async Task EndAsync()
    {
        Class.Directory.Remove(this);
        try
        {
            if (_extras is { } extras)
                await extras.DisposeAsync();
            if (!Class.IsObserver)
                await DisposeInstanceAsync();
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(GrainId, exception);
        }

        _state = ActivationState.Invalid;
        var item = TakeWaiting();
        while (item is not null)
        {
            var next = item.Next;
            item.Next = null;
            Engine.Calls.Reroute((RequestBase)item);
            item = next;
        }

        Extras.Ended.TrySetResult();
    }

    private async ValueTask DisposeInstanceAsync()
    {
        if (_instance is IAsyncDisposable asyncDisposable)
            await asyncDisposable.DisposeAsync();
        else
            (_instance as IDisposable)?.Dispose();
    }
}
