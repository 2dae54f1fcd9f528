using Orleans.Serialization.Cloning;

namespace Orleans.Runtime;

/// <summary>The way of a call from a reference to an activation, and of its timeout back.</summary>
internal sealed class Calls
{
    private readonly Engine _engine;
    private readonly PendingCalls _pending = new();
    private readonly IIncomingGrainCallFilter[] _incoming;
    private readonly IOutgoingGrainCallFilter[] _outgoing;

    public Calls(
        Engine engine, IEnumerable<IIncomingGrainCallFilter> incoming, IEnumerable<IOutgoingGrainCallFilter> outgoing)
    {
        _engine = engine;
        _incoming = [.. incoming];
        _outgoing = [.. outgoing];
    }

    public bool HasIncomingFilters => _incoming.Length > 0;

    public IIncomingGrainCallFilter[] IncomingFilters => _incoming;

    public Task<TResult> Send<TResult>(Request<TResult> request) =>
        _outgoing.Length == 0 ? SendDirect(request) : OutgoingCall.SendAsync(request, _outgoing);

    public Task Send(Request request) =>
        _outgoing.Length == 0 ? SendDirect(request) : OutgoingCall.SendAsync(request, _outgoing);

    /// <summary>Sends a call after its filters.</summary>
    public Task<TResult> SendDirect<TResult>(Request<TResult> request)
    {
        var promise = request.Promise();
        Launch(request);
        return promise;
    }

    /// <inheritdoc cref="SendDirect{TResult}(Request{TResult})"/>
    public Task SendDirect(Request request)
    {
        var promise = request.IsOneWay ? Task.CompletedTask : request.Promise();
        Launch(request);
        return promise;
    }

    /// <summary>Sends a call on that reached an activation which has ended. Timer ticks end with their activation.</summary>
    public void Reroute(RequestBase request)
    {
        if (request.Reference is null)
            return;
        if (_engine.IsStopped)
            request.Fail(new SiloUnavailableException($"The host has stopped; {request} cannot run."));
        else
            Route(request);
    }

    /// <summary>Ends the calls whose time is over.</summary>
    public void Sweep(long nowMilliseconds)
    {
        foreach (var request in _pending.TakeExpired(nowMilliseconds))
        {
            _engine.Instruments.RequestTimedOut(request.Reference.GrainId.Type);
            _engine.Log.RequestTimedOut(request);
            request.Fail(new TimeoutException(
                $"Response did not arrive on time in {TimeoutOf(request)} for message: {request}."));
        }
    }

    /// <summary>Ends all calls, because the host has stopped.</summary>
    public void FailAll()
    {
        foreach (var request in _pending.TakeAll())
            request.Fail(new SiloUnavailableException($"The host has stopped; {request} can no longer be answered."));
    }

    private void Launch(RequestBase request)
    {
        if (_engine.IsStopped)
        {
            request.Fail(new SiloUnavailableException($"The host has stopped; {request} cannot run."));
            return;
        }

        request.Source = Activation.Current;
        request.Context = Export(RequestContext.Values);
        request.SentAt = _engine.Instruments.Timestamp();
        if (!request.IsOneWay)
        {
            request.Deadline = _engine.Clock.NowMilliseconds + _engine.SweepMilliseconds + (long)TimeoutOf(request).TotalMilliseconds;
            _pending.Add(request);
        }

        if (request.IsCancellable && !BeginCancellable(request))
            return;
        if (request.Reference.Hint is { IsValid: true } activation)
            activation.Post(request);
        else
            Route(request);
    }

    private TimeSpan TimeoutOf(RequestBase request) => request.GetDefaultResponseTimeout() ?? _engine.Messaging.ResponseTimeout;

    /// <summary>False if the caller has cancelled already: then nothing is sent.</summary>
    private static bool BeginCancellable(RequestBase request)
    {
        var token = request.GivenToken;
        if (!token.CanBeCanceled)
            return true;
        if (token.IsCancellationRequested)
        {
            request.Fail(new OperationCanceledException(token));
            return false;
        }

        request.Cancellation = new CallCancellation(request, token);
        request.Cancellation.Attach();
        return true;
    }

    private static void Route(RequestBase request)
    {
        var reference = request.Reference;
        var grainClass = reference.Shared.Class;
        if (grainClass.IsObserver)
        {
            if (grainClass.Directory.TryGet(reference.Key, out var observer))
                observer!.Post(request);
            else
                request.Fail(new ClientNotAvailableException($"The observer {reference.GrainId} is gone."));
            return;
        }

        var activation = grainClass.Directory.GetOrAdd(reference.Key);
        if (grainClass.MaxWorkers == 0)
            reference.Hint = activation;
        activation.Post(request);
    }

    /// <summary>The values for the callee. Dictionaries are never changed, so they are shared if the values can be.</summary>
    private static Dictionary<string, object>? Export(Dictionary<string, object>? values)
    {
        if (values is null || values.Count == 0)
            return null;
        foreach (var value in values.Values)
        {
            if (value is not (string or Guid or int or long))
                return CopyValues(values);
        }

        return values;
    }

    private static Dictionary<string, object> CopyValues(Dictionary<string, object> values)
    {
        var context = CopyContext.Rent();
        try
        {
            return values.ToDictionary(
                pair => pair.Key,
                pair => Copiers.OfRuntimeType(pair.Value.GetType()).CopyObject(pair.Value, context)!,
                StringComparer.Ordinal);
        }
        finally
        {
            context.Return();
        }
    }
}
