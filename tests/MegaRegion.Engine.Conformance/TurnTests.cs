using MegaRegion.Engine.Conformance.Grains;

namespace MegaRegion.Engine.Conformance;

/// <summary>One thread at a time in each activation.</summary>
public sealed class TurnTests(EngineFixture engine)
{
    private readonly ITurnGrain _grain = engine.Grains.GetGrain<ITurnGrain>(Random.Shared.NextInt64());

    [Fact]
    public async Task Interleaving_requests_never_run_at_the_same_time()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => _grain.IncrementSlowly()));
        (await _grain.Value()).ShouldBe(500);
        (await _grain.MostAtOnce()).ShouldBe(1);
    }

    [Fact]
    public async Task Code_after_an_await_is_back_on_the_grains_scheduler_and_only_Task_Run_leaves_it() =>
        (await _grain.Schedulers()).ShouldBe(new SchedulerReport(AfterAwait: true, StartedTask: true, TaskRun: false));
}
