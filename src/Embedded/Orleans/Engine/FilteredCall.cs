using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>An incoming call on its way through the host's filters, the grain's own, and the method.</summary>
internal sealed class FilteredCall(Activation activation, RequestBase request) : GrainCall(request), IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type Class, MethodInfo Method), MethodInfo> Implementations = new();

    private readonly IIncomingGrainCallFilter[] _filters = activation.Engine.Calls.IncomingFilters;
    private int _stage;

    public override object Grain => activation.Target;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod =>
        Implementations.GetOrAdd((activation.Target.GetType(), InterfaceMethod), static key => Implementation(key.Class, key.Method));

    /// <summary>Runs a request through the filters, on the grain's turn, and completes it.</summary>
    public static async Task RunAsync(Activation activation, RequestBase request)
    {
        // Timer ticks are no calls.
        if (request.Reference is null)
        {
            request.Start(activation);
            return;
        }

        var call = new FilteredCall(activation, request);
        Response response;
        try
        {
            await call.Invoke();
            response = call.Response ?? Response.Completed;
        }
        catch (Exception exception)
        {
            response = Response.FromException(exception);
        }

        if (response.Exception is { } failure)
            activation.OnFailed(failure);
        activation.OnCompleted(request);
        request.CompleteWith(response);
    }

    public override async Task Invoke()
    {
        if (_stage < _filters.Length)
        {
            await _filters[_stage++].Invoke(this);
            return;
        }

        if (_stage++ == _filters.Length && activation.Target is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
            return;
        }

        Call.SetTarget(activation);
        Response = await Call.Invoke();
        if (Response.Exception is { } exception)
            ExceptionDispatchInfo.Throw(exception);
    }

    private static MethodInfo Implementation(Type grainClass, MethodInfo method)
    {
        if (!method.DeclaringType!.IsAssignableFrom(grainClass))
            return method;
        var map = grainClass.GetInterfaceMap(method.DeclaringType);
        var index = Array.IndexOf(map.InterfaceMethods, method);
        return index < 0 ? method : map.TargetMethods[index];
    }
}
