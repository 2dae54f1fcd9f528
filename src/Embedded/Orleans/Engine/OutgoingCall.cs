using System.Runtime.ExceptionServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>An outgoing call on its way through the filters.</summary>
internal sealed class OutgoingCall(RequestBase request, IOutgoingGrainCallFilter[] filters)
    : GrainCall(request), IOutgoingGrainCallContext
{
    private readonly Activation? _source = Activation.Current;
    private int _stage;

    public override object Grain => Call.Reference;

    public IGrainContext? SourceContext => _source;

    public static async Task<TResult> SendAsync<TResult>(Request<TResult> request, IOutgoingGrainCallFilter[] filters)
    {
        var call = new OutgoingCall(request, filters);
        await call.Invoke();
        return call.Response!.GetResult<TResult>()!;
    }

    public static async Task SendAsync(Request request, IOutgoingGrainCallFilter[] filters)
    {
        var call = new OutgoingCall(request, filters);
        await call.Invoke();
        if (call.Response?.Exception is { } exception)
            ExceptionDispatchInfo.Throw(exception);
    }

    public override async Task Invoke()
    {
        if (_stage < filters.Length)
        {
            await filters[_stage++].Invoke(this);
            return;
        }

        Response = await Call.SendAndWrapAsync();
        if (Response.Exception is { } exception)
            ExceptionDispatchInfo.Throw(exception);
    }
}
