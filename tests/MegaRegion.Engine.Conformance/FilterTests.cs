using MegaRegion.Engine.Conformance.Grains;
using Orleans.Runtime;

namespace MegaRegion.Engine.Conformance;

/// <summary>Call filters and the values that travel with calls.</summary>
public sealed class FilterTests(EngineFixture engine)
{
    private IFilteredGrain Grain => engine.Grains.GetGrain<IFilteredGrain>(Guid.NewGuid().ToString());

    [Fact]
    public async Task Filters_run_in_order_of_registration_then_the_grains_own_then_the_method() =>
        (await Grain.Trace()).ShouldBe("outer,inner,grain,method");

    [Fact]
    public async Task A_filter_may_change_arguments_and_results() => (await Grain.Echo("a")).ShouldBe("a!?");

    [Fact]
    public async Task A_filter_may_turn_an_exception_into_a_result() => (await Grain.Fail()).ShouldBe(8);

    [Fact]
    public async Task Request_context_travels_to_the_callee_and_never_back()
    {
        RequestContext.Set("trace", "client");
        try
        {
            (await Grain.Trace()).ShouldBe("client,outer,inner,grain,method");
            RequestContext.Get("trace").ShouldBe("client");
        }
        finally
        {
            RequestContext.Clear();
        }
    }
}
