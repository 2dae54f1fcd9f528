using System.Runtime.CompilerServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call with a result.</summary>
public abstract class Request<TResult> : RequestBase
{
    // The builder is used as a promise without a state machine: one allocation, the task itself.
    private AsyncTaskMethodBuilder<TResult> _promise;

    /// <summary>Calls the method on its target.</summary>
    protected abstract ValueTask<TResult> InvokeInner(object target);

    /// <summary>Copies the result for the caller.</summary>
    protected abstract TResult CopyResult(TResult result);

    /// <inheritdoc/>
    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            return Response.FromResult(await InvokeInner(GetTarget()!));
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    internal Task<TResult> Promise()
    {
        _promise = AsyncTaskMethodBuilder<TResult>.Create();
        return _promise.Task;
    }

    internal override void Start(Activation activation)
    {
        ValueTask<TResult> pending;
        try
        {
            pending = InvokeInner(activation.Target);
        }
        catch (Exception exception)
        {
            pending = ValueTask.FromException<TResult>(exception);
        }

        if (pending.IsCompletedSuccessfully)
            Succeed(activation, pending.Result);
        else
            _ = FinishAsync(activation, pending);
    }

    internal override void CompleteWith(Response response)
    {
        if (response.Exception is { } exception)
            Fail(exception);
        else
            Deliver(response.GetResult<TResult>()!);
    }

    internal override void Fail(Exception exception)
    {
        if (TryComplete())
            _promise.SetException(exception);
    }

    internal override async Task<Response> SendAndWrapAsync()
    {
        try
        {
            return Response.FromResult(await Reference.Shared.Engine.Calls.SendDirect(this));
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private async Task FinishAsync(Activation activation, ValueTask<TResult> pending)
    {
        TResult result;
        try
        {
            result = await pending;
        }
        catch (Exception exception)
        {
            activation.OnFailed(exception);
            EndTurn(activation);
            Fail(exception);
            return;
        }

        Succeed(activation, result);
    }

    private void Succeed(Activation activation, TResult result)
    {
        EndTurn(activation);
        Deliver(result);
    }

    private void Deliver(TResult result)
    {
        TResult copy;
        try
        {
            copy = CopyResult(result);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }

        if (TryComplete())
            _promise.SetResult(copy);
    }
}
