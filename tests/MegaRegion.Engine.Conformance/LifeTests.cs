using MegaRegion.Engine.Conformance.Grains;
using Orleans;

namespace MegaRegion.Engine.Conformance;

/// <summary>Activation and deactivation.</summary>
public sealed class LifeTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private ILifeGrain Grain => engine.Grains.GetGrain<ILifeGrain>(_id);

    [Fact]
    public async Task Many_first_calls_activate_a_grain_once()
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Grain.Activation()));
        seen.ShouldAllBe(number => number == 1);
    }

    [Fact]
    public async Task State_in_memory_lasts_as_long_as_the_activation()
    {
        (await Grain.Exchange(7)).ShouldBe(0);
        (await Grain.Exchange(8)).ShouldBe(7);
        await Grain.Deactivate();
        await Signals.Opened($"{_id}/deactivated {DeactivationReasonCode.ApplicationRequested}");
        (await Grain.Exchange(9)).ShouldBe(0);
        (await Grain.Activation()).ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_activation_rejects_its_callers_and_the_next_call_tries_again()
    {
        var grain = engine.Grains.GetGrain<IFailingLifeGrain>(_id);
        var failure = await Should.ThrowAsync<InvalidOperationException>(grain.Activation);
        failure.Message.ShouldBe("not the first time");
        (await grain.Activation()).ShouldBe(2);
    }

    [Fact]
    public async Task Requests_that_wait_while_a_grain_deactivates_run_in_its_next_activation()
    {
        await Grain.Exchange(7);
        var calls = Enumerable.Range(0, 50).Select(_ => Grain.Activation());
        await Grain.Deactivate();
        var seen = await Task.WhenAll(calls);
        seen.ShouldAllBe(number => number == 1 || number == 2);
    }
}
