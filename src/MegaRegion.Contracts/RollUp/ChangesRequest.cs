using MegaRegion.Domain.Ledger;
using Orleans;

namespace MegaRegion.Contracts.RollUp;

/// <summary>Asks for changes.</summary>
/// <param name="Level">A value of <see cref="Domain.Places.Level"/>: children of this level or below are told.</param>
/// <param name="Size">A value of <see cref="WindowSize"/>.</param>
/// <param name="Epoch">From the last reply; empty at first.</param>
/// <param name="SinceVersion">From the last reply; 0 at first.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.ChangesRequest")]
public sealed record ChangesRequest(
    [property: Id(0)] byte Level,
    [property: Id(1)] byte Size,
    [property: Id(2)] string Epoch,
    [property: Id(3)] long SinceVersion);
