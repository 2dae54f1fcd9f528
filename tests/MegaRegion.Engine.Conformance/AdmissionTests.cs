using MegaRegion.Engine.Conformance.Grains;

namespace MegaRegion.Engine.Conformance;

/// <summary>Which requests run beside a request that waits.</summary>
public sealed class AdmissionTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private IAdmissionGrain Plain => engine.Grains.GetGrain<IAdmissionGrain>(_id, "MegaRegion.Engine.Conformance.Grains.AdmissionGrain");

    private string Running => $"{_id}/running";

    private string Gate => $"{_id}/gate";

    private string Second => $"{_id}/second";

    [Fact]
    public async Task A_request_waits_until_the_one_before_it_has_ended()
    {
        var first = Plain.Hold(Running, Gate);
        await Signals.Opened(Running);
        var second = Plain.Pass(Second);
        await Plain.PassAlways($"{_id}/probe");
        Signals.IsOpen(Second).ShouldBeFalse();
        Signals.Open(Gate);
        await Task.WhenAll(first, second);
        Signals.IsOpen(Second).ShouldBeTrue();
    }

    [Fact]
    public async Task A_reentrant_grain_takes_requests_at_every_await()
    {
        var grain = engine.Grains.GetGrain<IReentrantGrain>(_id);
        var first = grain.Hold(Running, Gate);
        await Signals.Opened(Running);
        await grain.Pass(Second);
        first.IsCompleted.ShouldBeFalse();
        Signals.Open(Gate);
        await first;
    }

    [Fact]
    public async Task Read_only_requests_run_beside_each_other()
    {
        var first = Plain.HoldReadOnly(Running, Gate);
        await Signals.Opened(Running);
        await Plain.PassReadOnly(Second);
        first.IsCompleted.ShouldBeFalse();
        Signals.Open(Gate);
        await first;
    }

    [Fact]
    public async Task A_writing_request_waits_for_a_read_only_one()
    {
        var first = Plain.HoldReadOnly(Running, Gate);
        await Signals.Opened(Running);
        var second = Plain.Pass(Second);
        await Plain.PassAlways($"{_id}/probe");
        Signals.IsOpen(Second).ShouldBeFalse();
        Signals.Open(Gate);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_read_only_request_waits_for_a_writing_one()
    {
        var first = Plain.Hold(Running, Gate);
        await Signals.Opened(Running);
        var second = Plain.PassReadOnly(Second);
        await Plain.PassAlways($"{_id}/probe");
        Signals.IsOpen(Second).ShouldBeFalse();
        Signals.Open(Gate);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_predicate_admits_the_requests_it_names()
    {
        var grain = engine.Grains.GetGrain<IPredicateGrain>(_id);
        var first = grain.Hold(Running, Gate);
        await Signals.Opened(Running);
        var refused = grain.Pass(Second);
        await grain.Pass($"{_id}/welcome");
        Signals.IsOpen(Second).ShouldBeFalse();
        Signals.Open(Gate);
        await Task.WhenAll(first, refused);
    }

    [Fact]
    public async Task A_predicate_admits_everything_beside_a_request_it_names()
    {
        var grain = engine.Grains.GetGrain<IPredicateGrain>(_id);
        var running = $"{_id}/welcome";
        var first = grain.Hold(running, Gate);
        await Signals.Opened(running);
        await grain.Pass(Second);
        first.IsCompleted.ShouldBeFalse();
        Signals.Open(Gate);
        await first;
    }

    [Fact]
    public async Task A_call_chain_that_comes_back_ends_in_a_timeout() =>
        await Should.ThrowAsync<TimeoutException>(() => Plain.CallBack($"{_id}-other", allow: false));

    [Fact]
    public async Task A_call_chain_that_comes_back_is_admitted_where_the_grain_allows_it()
    {
        await Plain.CallBack($"{_id}-other", allow: true);
        Signals.IsOpen($"{_id}-other/came back").ShouldBeTrue();
    }
}
