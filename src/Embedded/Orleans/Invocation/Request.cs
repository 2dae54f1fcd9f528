using System.Runtime.CompilerServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call without a result. A one-way call has no promise: nobody waits for it.</summary>
public abstract class Request : RequestBase
{
    private AsyncTaskMethodBuilder _promise;

    /// <summary>Calls the method on its target.</summary>
    protected abstract ValueTask InvokeInner(object target);

    /// <inheritdoc/>
    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            await InvokeInner(GetTarget()!);
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    internal Task Promise()
    {
        _promise = AsyncTaskMethodBuilder.Create();
        return _promise.Task;
    }

    internal override void Start(Activation activation)
    {
        ValueTask pending;
        try
        {
            pending = InvokeInner(activation.Target);
        }
        catch (Exception exception)
        {
            pending = ValueTask.FromException(exception);
        }

        if (pending.IsCompletedSuccessfully)
        {
            EndTurn(activation);
            Succeed();
        }
        else
        {
            _ = FinishAsync(activation, pending);
        }
    }

    internal override void CompleteWith(Response response)
    {
        if (response.Exception is { } exception)
            Fail(exception);
        else
            Succeed();
    }

    internal override void Fail(Exception exception)
    {
        if (!TryComplete())
            return;
        if (IsOneWay)
            Reference?.Shared.Engine.Log.OneWayFailed(this, exception);
        else
            _promise.SetException(exception);
    }

    internal override async Task<Response> SendAndWrapAsync()
    {
        try
        {
            await Reference.Shared.Engine.Calls.SendDirect(this);
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private async Task FinishAsync(Activation activation, ValueTask pending)
    {
        try
        {
            await pending;
        }
        catch (Exception exception)
        {
            activation.OnFailed(exception);
            EndTurn(activation);
            Fail(exception);
            return;
        }

        EndTurn(activation);
        Succeed();
    }

    private void Succeed()
    {
        if (TryComplete() && !IsOneWay)
            _promise.SetResult();
    }
}
