using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Engine.Conformance.Grains;

/// <summary>The host's filters: they write to a trace which travels with the call.</summary>
internal static class FilterTrace
{
    private const string Key = "trace";

    public static string Current => RequestContext.Get(Key) as string ?? string.Empty;

    public static void Add(string step) => RequestContext.Set(Key, Current.Length == 0 ? step : $"{Current},{step}");

    public static Task Outer(IIncomingGrainCallContext context)
    {
        if (context.Grain is IFilteredGrain)
            Add("outer");
        return context.Invoke();
    }

    public static Task Inner(IIncomingGrainCallContext context)
    {
        if (context.Grain is IFilteredGrain)
            Add("inner");
        return context.Invoke();
    }
}
