using Orleans;

namespace MegaRegion.Contracts.Hubs;

/// <summary>A durable report.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Offset">Its position in the journal.</param>
/// <param name="Duplicate">It had been recorded before; nothing changed now.</param>
/// <param name="LateFlows">Flows more than an hour behind the hub's newest event; 0 for a duplicate.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AcceptedReport")]
public readonly record struct AcceptedReport(
    [property: Id(0)] long Sequence, [property: Id(1)] long Offset, [property: Id(2)] bool Duplicate, [property: Id(3)] int LateFlows);
