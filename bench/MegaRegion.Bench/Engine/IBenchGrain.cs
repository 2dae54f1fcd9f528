using Orleans;

namespace MegaRegion.Bench.Engine;

/// <summary>The grain that is called.</summary>
public interface IBenchGrain : IGrainWithIntegerKey
{
    /// <summary>Does nothing.</summary>
    Task Empty();

    /// <summary>Gives the record back: two deep copies.</summary>
    Task<CopiedRecord> EchoCopied(CopiedRecord record);

    /// <summary>Gives the record back: no copy.</summary>
    Task<ImmutableRecord> EchoImmutable(ImmutableRecord record);
}
