using System.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Diagnostics;

/// <summary>
/// Joins traces across calls: the caller's span travels as W3C context in <see cref="RequestContext"/>, the callee's
/// span is its child.
/// </summary>
internal sealed class ActivityPropagationFilter : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    private static readonly DistributedContextPropagator Propagator = DistributedContextPropagator.Current;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var activity = SourceOf(context).StartActivity(context.Request.GetActivityName(), ActivityKind.Client);
        if (activity is null)
            return context.Invoke();
        Propagator.Inject(activity, null, static (_, key, value) => RequestContext.Set(key, value));
        return TraceAsync(context, activity);
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        Propagator.ExtractTraceIdAndState(null, Read, out var parentId, out var state);
        _ = ActivityContext.TryParse(parentId, state, isRemote: true, out var parent);
        var activity = SourceOf(context).StartActivity(context.Request.GetActivityName(), ActivityKind.Server, parent);
        if (activity is null)
            return context.Invoke();
        foreach (var item in Propagator.ExtractBaggage(null, Read) ?? [])
            activity.AddBaggage(item.Key, item.Value);
        return TraceAsync(context, activity);
    }

    private static void Read(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        values = null;
        value = RequestContext.Get(name) as string;
    }

    private static ActivitySource SourceOf(IGrainCallContext context) =>
        context.Request.GetInterfaceType().Namespace?.StartsWith("Orleans", StringComparison.Ordinal) == true
            ? ActivitySources.RuntimeGrainSource
            : ActivitySources.ApplicationGrainSource;

    private static async Task TraceAsync(IGrainCallContext context, Activity activity)
    {
        activity.SetTag("rpc.system", "orleans");
        activity.SetTag("rpc.service", context.InterfaceName);
        activity.SetTag("rpc.method", $"{context.InterfaceName}/{context.MethodName}");
        if (activity.IsAllDataRequested)
            activity.SetTag("rpc.orleans.target_id", context.TargetId.ToString());
        try
        {
            await context.Invoke();
        }
        catch (Exception exception)
        {
            activity.SetStatus(ActivityStatusCode.Error);
            activity.SetTag("exception.type", exception.GetType().FullName);
            activity.SetTag("exception.message", exception.Message);
            throw;
        }
        finally
        {
            activity.Stop();
        }
    }
}
