using MegaRegion.Engine.Conformance.Grains;

namespace MegaRegion.Engine.Conformance;

/// <summary>Timers and reminders.</summary>
public sealed class ClockTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private IClockGrain Grain => engine.Grains.GetGrain<IClockGrain>(_id);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_ticks_again_and_again_one_at_a_time_even_if_ticks_fail(bool failing)
    {
        await Grain.StartTimer(failing);
        await Signals.Opened($"{_id}/three ticks");
        (await Grain.MostAtOnce()).ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_ends_with_the_activation()
    {
        await Grain.StartTimer(failing: false);
        await Signals.Opened($"{_id}/three ticks");
        await Grain.Deactivate();
        (await Grain.Ticks()).ShouldBe(0);
        (await Grain.Ticks()).ShouldBe(0);
    }

    [Fact]
    public async Task A_reminder_ticks_wakes_its_grain_and_ends_when_it_is_unregistered()
    {
        await Grain.Remind("daily");
        await Grain.Deactivate();
        await Signals.Opened($"{_id}/daily ticked twice");
        (await Grain.Reminders()).ShouldBe(["daily"]);
        await Grain.Forget("daily");
        (await Grain.Reminders()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Setting_a_reminder_again_replaces_it()
    {
        await Grain.Remind("a");
        await Grain.Remind("b");
        await Grain.Remind("a");
        (await Grain.Reminders()).ShouldBe(["a", "b"]);
        await Grain.Forget("a");
        await Grain.Forget("b");
    }
}
