using MegaRegion.Engine.Conformance.Grains;
using Orleans.Storage;

namespace MegaRegion.Engine.Conformance;

/// <summary>Stored state and its conflicts.</summary>
public sealed class StateTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private IStateGrain Grain => engine.Grains.GetGrain<IStateGrain>(_id);

    [Fact]
    public async Task A_state_never_written_is_new_and_does_not_exist()
    {
        (await Grain.Read()).Count.ShouldBe(0);
        (await Grain.Exists()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_written_is_read_by_the_next_activation_and_what_was_only_changed_is_not()
    {
        await Grain.Write(5);
        await Grain.ChangeOnly("unwritten");
        await Grain.Deactivate();
        var state = await Grain.Read();
        state.Count.ShouldBe(5);
        state.Names.ShouldBeEmpty();
        (await Grain.Exists()).ShouldBeTrue();
        (await Grain.Activation()).ShouldBe(2);
    }

    [Fact]
    public async Task A_cleared_state_is_new_again_and_can_be_written_again()
    {
        await Grain.Write(5);
        await Grain.Clear();
        (await Grain.Exists()).ShouldBeFalse();
        (await Grain.Read()).Count.ShouldBe(0);
        await Grain.Write(6);
        (await Grain.Read()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task States_of_one_grain_are_kept_apart_by_name_and_storage()
    {
        await Grain.Write(5);
        await Grain.WriteSecond(7);
        await Grain.Deactivate();
        (await Grain.ReadSecond()).ShouldBe(7);
        (await Grain.Read()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_conflict_that_leaves_the_grain_ends_its_activation_and_the_next_reads_afresh()
    {
        await Grain.Write(1);
        await Grain.WriteBehind(2);
        await Should.ThrowAsync<InconsistentStateException>(() => Grain.Write(3));
        (await Grain.Read()).Count.ShouldBe(2);
        (await Grain.Activation()).ShouldBe(2);
        await Grain.Write(3);
    }

    [Fact]
    public async Task A_conflict_that_is_caught_leaves_the_activation_alone()
    {
        await Grain.Write(1);
        await Grain.WriteBehind(2);
        (await Grain.TryWrite(3)).ShouldBeFalse();
        (await Grain.Activation()).ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_does_not_end_the_activations_of_callers()
    {
        var caller = engine.Grains.GetGrain<IStateCallerGrain>(_id);
        var before = await caller.Activation();
        await Should.ThrowAsync<InconsistentStateException>(() => caller.Provoke(Grain));
        (await caller.Activation()).ShouldBe(before);
        (await Grain.Activation()).ShouldBe(2);
    }
}
