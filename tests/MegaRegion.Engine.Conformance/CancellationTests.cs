using MegaRegion.Engine.Conformance.Grains;

namespace MegaRegion.Engine.Conformance;

/// <summary>Cancellation tokens as arguments.</summary>
public sealed class CancellationTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private ICancellableGrain Grain => engine.Grains.GetGrain<ICancellableGrain>(_id);

    [Fact]
    public async Task Cancelling_releases_the_caller_and_reaches_the_running_callee()
    {
        using var stop = new CancellationTokenSource();
        var call = Grain.Wait($"{_id}/running", $"{_id}/cancelled", stop.Token);
        await Signals.Opened($"{_id}/running");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Signals.Opened($"{_id}/cancelled");
        Signals.IsOpen($"{_id}/cancelled on turn").ShouldBeTrue();
    }

    [Fact]
    public async Task A_call_whose_token_is_cancelled_already_is_not_sent()
    {
        await Should.ThrowAsync<OperationCanceledException>(
            () => Grain.Wait($"{_id}/running", $"{_id}/cancelled", new CancellationToken(canceled: true)));
        (await Grain.Runs()).ShouldBe(0);
    }
}
