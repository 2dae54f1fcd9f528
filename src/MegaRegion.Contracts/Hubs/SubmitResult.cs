using Orleans;

namespace MegaRegion.Contracts.Hubs;

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">The reports that are durable, in order: all of the batch, or those before the refused one.</param>
/// <param name="Refusal">Why the report after the accepted ones was refused; <see cref="SubmitRefusal.None"/> when none was.</param>
/// <param name="ExpectedSequence">The sequence expected next.</param>
/// <param name="RefusedSequence">The refused report's sequence, 0 when none was.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.SubmitResult")]
public sealed record SubmitResult(
    [property: Id(0)] AcceptedReport[] Accepted,
    [property: Id(1)] SubmitRefusal Refusal,
    [property: Id(2)] long ExpectedSequence,
    [property: Id(3)] long RefusedSequence);
