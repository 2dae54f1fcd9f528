namespace Orleans.Runtime;

/// <content>
/// Which request may start beside those that run. In order: nothing runs; the request always interleaves; no running
/// request blocks; both the request and the blocking one are read-only; the request belongs to a call chain that this
/// activation allowed to come back; the class is reentrant or its predicate says yes to either of the two. The first
/// request that runs and does not always interleave is the blocking one.
/// </content>
internal sealed partial class Activation
{
    private RequestBase? _blocking;
    private WorkItem? _waitingFirst;
    private WorkItem? _waitingLast;
    private int _running;
    private int _waiting;
    private int _assigned;
    private bool _admitAgain;
    private long _lastUsed;

    /// <summary>Requests sent to this worker of a pool that have not ended.</summary>
    public int AssignedRequests => Volatile.Read(ref _assigned);

    public bool IsIdle => _running == 0 && _waitingFirst is null;

    public void Assign() => Interlocked.Increment(ref _assigned);

    /// <summary>A request arrives, on a turn.</summary>
    public void Receive(RequestBase request)
    {
        if (IsDead(request))
            return;
        if (_state == ActivationState.Valid && MayStart(request))
        {
            Begin(request);
            return;
        }

        if (_state == ActivationState.Invalid)
        {
            Engine.Calls.Reroute(request);
            return;
        }

        if (!HasRoom(request))
            return;
        Wait(request);
        if (_state == ActivationState.Created)
            BeginActivation();
    }

    /// <summary>A request has ended, on a turn.</summary>
    public void OnCompleted(RequestBase request)
    {
        _running--;
        if (request.KeepsAlive)
            _lastUsed = Engine.Clock.NowMilliseconds;
        if (ReferenceEquals(_blocking, request))
            _blocking = null;
        _admitAgain = true;
        Unassign(request);
    }

    public void EnterReentrantSection(Guid callChain) => Extras.EnterReentrantSection(callChain);

    public void LeaveReentrantSection(Guid callChain) => Extras.LeaveReentrantSection(callChain);

    private bool MayStart(RequestBase request)
    {
        if (_running == 0 || _blocking is not { } blocking)
            return true;
        if (request.IsAlwaysInterleave || Class.IsReentrant)
            return true;
        if (request.IsReadOnly && blocking.IsReadOnly)
            return true;
        if (request.Context is { } context && _extras is { } extras && extras.AllowsReentry(context))
            return true;
        return Class.MayInterleave is { } mayInterleave
            && (mayInterleave(_instance!, request) || mayInterleave(_instance!, blocking));
    }

    private void Begin(RequestBase request)
    {
        _running++;
        if (request.KeepsAlive)
            _lastUsed = Engine.Clock.NowMilliseconds;
        if (_blocking is null && !request.IsAlwaysInterleave)
            _blocking = request;
        request.Cancellation?.RunsIn(this);
        if (request.Context is not null)
            RequestContext.Values = request.Context;
        if (Engine.Calls.HasIncomingFilters || Class.FiltersItself)
            _ = FilteredCall.RunAsync(this, request);
        else
            request.Start(this);
    }

    /// <summary>After a request ended: starts what may start now, and goes on deactivating if that waits.</summary>
    private void AdmitWaiting(ExecutionContext? clean)
    {
        _admitAgain = false;
        if (_state == ActivationState.Deactivating)
        {
            if (_running == 0)
                FinishDeactivation();
            return;
        }

        if (_waitingFirst is null || _state != ActivationState.Valid)
            return;
        var item = TakeWaiting();
        while (item is not null)
        {
            var next = item.Next;
            item.Next = null;
            ReceiveAgain((RequestBase)item);
            Clean(clean);
            item = next;
        }
    }

    private void ReceiveAgain(RequestBase request)
    {
        try
        {
            if (IsDead(request))
                return;
            if (_state == ActivationState.Valid && MayStart(request))
                Begin(request);
            else
                Wait(request);
        }
        catch (Exception exception)
        {
            Engine.Log.TurnFailed(GrainId, exception);
            request.Fail(exception);
        }
    }

    private WorkItem? TakeWaiting()
    {
        var first = _waitingFirst;
        _waitingFirst = _waitingLast = null;
        _waiting = 0;
        return first;
    }

    private void Wait(RequestBase request)
    {
        if (_waitingLast is null)
            _waitingFirst = request;
        else
            _waitingLast.Next = request;
        _waitingLast = request;
        _waiting++;
    }

    private bool IsDead(RequestBase request)
    {
        if (!request.IsCompleted)
            return false;
        if (!Engine.Messaging.DropExpiredMessages && request.Cancellation is null)
            return false;
        Engine.Instruments.RequestExpired();
        Unassign(request);
        return true;
    }

    private bool HasRoom(RequestBase request)
    {
        var limit = Class.MaxWaitingRequests;
        if (limit <= 0 || _waiting < limit)
            return true;
        Engine.Instruments.RequestRejected();
        Unassign(request);
        request.Fail(new LimitExceededException($"{GrainId} has {_waiting} requests waiting, the limit is {limit}."));
        return false;
    }

    // Timer ticks are not assigned by the pool: they have no reference.
    private void Unassign(RequestBase request)
    {
        if (Class.MaxWorkers > 0 && request.Reference is not null)
            Interlocked.Decrement(ref _assigned);
    }
}
