using Orleans;

namespace MegaRegion.Engine.Conformance.Grains;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Number of this activation among those of the grain, from 1.</summary>
    Task<int> Activation();

    Task Deactivate();

    /// <summary>The value set in this activation; 0 in a new one.</summary>
    Task<int> Exchange(int value);
}

public interface IFailingLifeGrain : IGrainWithStringKey
{
    Task<int> Activation();
}

public sealed class LifeGrain : Grain, ILifeGrain
{
    private int _activation;
    private int _value;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        _activation = Signals.Count($"{this.GetPrimaryKeyString()}/activated");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Open($"{this.GetPrimaryKeyString()}/deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<int> Exchange(int value)
    {
        var old = _value;
        _value = value;
        return Task.FromResult(old);
    }
}

public sealed class FailingLifeGrain : Grain, IFailingLifeGrain
{
    private int _activation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activation = Signals.Count($"{this.GetPrimaryKeyString()}/activated");
        return _activation == 1 ? throw new InvalidOperationException("not the first time") : Task.CompletedTask;
    }

    public Task<int> Activation() => Task.FromResult(_activation);
}
