using Orleans.Runtime;

namespace Orleans;

/// <summary>What the engine needs of a grain class. <see cref="Grain"/> implements it.</summary>
public interface IGrainBase
{
    /// <summary>The activation this object is the instance of.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called once before the first request; requests wait for it.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Called before the activation ends, best effort: a crash skips it.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
