using Orleans;

namespace MegaRegion.Contracts.Hubs;

/// <summary>A report in its canonical form.</summary>
/// <param name="Sequence">From 1.</param>
/// <param name="FlowCount">Flows in the payload.</param>
/// <param name="Payload">The bytes of <c>ReportCodec</c>; the same body always has the same bytes. Not changed after it was made.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.SubmittedReport")]
public sealed record SubmittedReport(
    [property: Id(0)] long Sequence, [property: Id(1)] int FlowCount, [property: Id(2)] byte[] Payload);
