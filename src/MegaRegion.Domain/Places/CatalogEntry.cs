namespace MegaRegion.Domain.Places;

/// <summary>A place as the catalogue holds it.</summary>
/// <param name="Place">Its attributes.</param>
/// <param name="Number">Its number, given at registration.</param>
/// <param name="Version">Rises by one with each edit, from 1.</param>
public sealed record CatalogEntry(Place Place, PlaceNumber Number, long Version);
