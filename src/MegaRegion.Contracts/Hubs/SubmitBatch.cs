using Orleans;

namespace MegaRegion.Contracts.Hubs;

/// <summary>Reports of one producer in sequence order, validated by the gateway.</summary>
/// <param name="Producer">The producer.</param>
/// <param name="Reports">1 or more, with consecutive sequences.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.SubmitBatch")]
public sealed record SubmitBatch([property: Id(0)] string Producer, [property: Id(1)] SubmittedReport[] Reports);
