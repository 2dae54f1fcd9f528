using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Engine.Conformance.Grains;

public interface ICancellableGrain : IGrainWithStringKey
{
    /// <summary>Waits for the token; signals when it runs and when it was cancelled.</summary>
    Task Wait(string running, string cancelled, CancellationToken cancellationToken);

    Task<int> Runs();
}

[Reentrant]
public sealed class CancellableGrain : Grain, ICancellableGrain
{
    private int _runs;

    public async Task Wait(string running, string cancelled, CancellationToken cancellationToken)
    {
        _runs++;
        var own = TaskScheduler.Current;
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() =>
        {
            if (TaskScheduler.Current == own)
                Signals.Open($"{cancelled} on turn");
            stopped.SetResult();
        });
        Signals.Open(running);
        await stopped.Task;
        Signals.Open(cancelled);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public Task<int> Runs() => Task.FromResult(_runs);
}
