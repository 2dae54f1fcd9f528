using MegaRegion.Domain.Places;
using Orleans;

namespace MegaRegion.Contracts.Catalog;

/// <summary>A facility on its way to the catalogue; see <see cref="Facility"/>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="Capacity">Persons or units at once.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.FacilityMessage")]
public sealed record FacilityMessage(
    [property: Id(0)] string Kind, [property: Id(1)] string Name, [property: Id(2)] long Capacity);
