using MegaRegion.Engine.Conformance.Grains;

namespace MegaRegion.Engine.Conformance;

/// <summary>How calls fail.</summary>
public sealed class FaultTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private IFaultGrain Grain => engine.Grains.GetGrain<IFaultGrain>(_id);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_arrives_with_its_type_message_and_data(bool later)
    {
        var failure = await Should.ThrowAsync<QuotaException>(() => Grain.Throw(later));
        failure.Message.ShouldBe("too many");
        failure.Limit.ShouldBe(3);
    }

    [Fact]
    public async Task A_systems_exception_arrives_with_its_type() =>
        (await Should.ThrowAsync<KeyNotFoundException>(Grain.ThrowKnown)).Message.ShouldBe("no such place");

    [Fact]
    public async Task A_cancellation_arrives_as_one() =>
        await Should.ThrowAsync<OperationCanceledException>(() => Grain.ThrowCancelled().AsTask());

    [Fact]
    public async Task The_failure_of_a_one_way_call_is_not_heard()
    {
        await Grain.ThrowOneWay($"{_id}/done");
        await Signals.Opened($"{_id}/done");
        (await Grain.Ping()).ShouldBe("pong");
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_ends_in_a_timeout_and_its_late_answer_is_dropped()
    {
        var slow = engine.Grains.GetGrain<IFaultGrain>($"{_id}-slow");
        (await Grain.CallStalling(slow, $"{_id}/gate")).ShouldBe("timeout");
        Signals.Open($"{_id}/gate");
        (await slow.Ping()).ShouldBe("pong");
        (await Grain.CallStalling(slow, $"{_id}/gate")).ShouldBe("answered");
    }
}
