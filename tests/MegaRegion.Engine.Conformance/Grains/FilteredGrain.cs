using Orleans;

namespace MegaRegion.Engine.Conformance.Grains;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Trace();

    Task<string> Echo(string text);

    Task<int> Fail();
}

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        FilterTrace.Add("grain");
        if (context.MethodName == nameof(Echo))
            context.Request.SetArgument(0, $"{context.Request.GetArgument(0)}!");
        try
        {
            await context.Invoke();
        }
        catch (InvalidOperationException) when (context.MethodName == nameof(Fail))
        {
            context.Result = context.InterfaceMethod.Name.Length + context.ImplementationMethod.Name.Length;
        }

        if (context.MethodName == nameof(Echo))
            context.Result = $"{context.Result}?";
    }

    public Task<string> Trace()
    {
        FilterTrace.Add("method");
        return Task.FromResult(FilterTrace.Current);
    }

    public Task<string> Echo(string text) => Task.FromResult(text);

    public Task<int> Fail() => throw new InvalidOperationException("for the filter");
}
