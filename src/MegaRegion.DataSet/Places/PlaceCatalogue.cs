using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Places;

/// <summary>The places of the data set and how they were read; built by <see cref="PlaceCatalogueReader"/>.</summary>
/// <param name="Places">Every place, parents before children.</param>
/// <param name="WardAliases">Wards of designated cities, each with the city that stands for it.</param>
/// <param name="Observatories">The hubs that report for a place they observe.</param>
internal sealed record PlaceCatalogue(
    IReadOnlyList<Place> Places,
    IReadOnlyDictionary<PlaceId, PlaceId> WardAliases,
    IReadOnlyList<Observatory> Observatories);
