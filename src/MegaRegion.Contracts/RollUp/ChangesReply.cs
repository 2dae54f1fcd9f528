using Orleans;

namespace MegaRegion.Contracts.RollUp;

/// <summary>What has changed at a place.</summary>
/// <param name="Epoch">Names the activation that numbers the changes.</param>
/// <param name="Version">The newest change in the reply.</param>
/// <param name="CatalogVersion">The place's version of the catalogue: it has every place of the cells.</param>
/// <param name="NewestUnixMilliseconds">The newest event that the place knows; null when it knows none.</param>
/// <param name="Children">Changed cells by child.</param>
/// <param name="AskNumbers">Children above the level, which must be asked themselves.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.ChangesReply")]
public sealed record ChangesReply(
    [property: Id(0)] string Epoch,
    [property: Id(1)] long Version,
    [property: Id(2)] long CatalogVersion,
    [property: Id(3)] long? NewestUnixMilliseconds,
    [property: Id(4)] ChildCells[] Children,
    [property: Id(5)] int[] AskNumbers);
