using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Engine.Conformance.Grains;

public interface ITurnGrain : IGrainWithIntegerKey
{
    Task IncrementSlowly();

    Task<int> Value();

    /// <summary>Whether code after awaits, and in started tasks, is on the grain's scheduler.</summary>
    Task<SchedulerReport> Schedulers();

    /// <summary>Most pieces of this grain's code that ran at the same time.</summary>
    Task<int> MostAtOnce();
}

[GenerateSerializer]
public sealed record SchedulerReport(bool AfterAwait, bool StartedTask, bool TaskRun);

[Reentrant]
public sealed class TurnGrain : Grain, ITurnGrain
{
    private int _value;
    private int _atOnce;
    private int _mostAtOnce;

    public async Task IncrementSlowly()
    {
        for (var i = 0; i < 5; i++)
        {
            Enter();
            await Task.Yield();
        }

        Enter();
        _value++;
    }

    public Task<int> Value() => Task.FromResult(_value);

    public Task<int> MostAtOnce() => Task.FromResult(_mostAtOnce);

    public async Task<SchedulerReport> Schedulers()
    {
        var own = TaskScheduler.Current;
        await Task.Yield();
        var afterAwait = TaskScheduler.Current == own && own != TaskScheduler.Default;
        var started = await Task.Factory.StartNew(() => TaskScheduler.Current == own);
        var run = await Task.Run(() => TaskScheduler.Current == own);
        return new SchedulerReport(afterAwait, started, run);
    }

    // Without turns, spinning here would let others in.
    private void Enter()
    {
        var now = Interlocked.Increment(ref _atOnce);
        _mostAtOnce = Math.Max(_mostAtOnce, now);
        Thread.SpinWait(200);
        Interlocked.Decrement(ref _atOnce);
    }
}
