using Orleans;

namespace MegaRegion.Contracts.RollUp;

/// <summary>What a parent knows of a child.</summary>
/// <param name="DaySum">The sum of the child's day cells, modulo 2^64: equal to the child's own when the parent has all.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.MergeReceipt")]
public readonly record struct MergeReceipt([property: Id(0)] ulong DaySum);
