using Orleans;

namespace MegaRegion.Embedded.Orleans.Tests;

public interface ISlowStartGrain : IGrainWithStringKey
{
    Task Ping();
}

/// <summary>Is activated when the gate of its key opens.</summary>
public sealed class SlowStartGrain : Grain, ISlowStartGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Gate($"{this.GetPrimaryKeyString()} starting").TrySetResult();
        return Probe.Gate(this.GetPrimaryKeyString()).Task;
    }

    public Task Ping() => Task.CompletedTask;
}
