using Orleans;

namespace MegaRegion.Bench.Engine;

/// <summary>The grain that is called: no state, so that its weight is the engine's.</summary>
public sealed class BenchGrain : Grain, IBenchGrain
{
    /// <inheritdoc/>
    public Task Empty() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<CopiedRecord> EchoCopied(CopiedRecord record) => Task.FromResult(record);

    /// <inheritdoc/>
    public Task<ImmutableRecord> EchoImmutable(ImmutableRecord record) => Task.FromResult(record);
}
