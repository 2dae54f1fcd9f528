using MegaRegion.Engine.Conformance.Grains;

namespace MegaRegion.Engine.Conformance;

/// <summary>Stateless workers.</summary>
public sealed class WorkerTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_worker_runs_as_many_requests_at_once_as_it_may_have_activations_and_no_more()
    {
        var worker = engine.Grains.GetGrain<IWorkerGrain>(Random.Shared.NextInt64());
        var calls = Enumerable.Range(0, 4).Select(n => worker.Hold($"{_id}/{n}", $"{_id}/gate")).ToArray();
        var running = Enumerable.Range(0, 4).Select(n => Signals.Opened($"{_id}/{n}")).ToList();
        for (var n = 0; n < 3; n++)
            running.Remove(await Task.WhenAny(running));
        running.ShouldHaveSingleItem().IsCompleted.ShouldBeFalse();
        Signals.Open($"{_id}/gate");
        await Task.WhenAll(calls);
    }
}
