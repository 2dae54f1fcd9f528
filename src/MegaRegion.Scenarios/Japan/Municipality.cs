using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Japan;

/// <summary>A municipality as the demand of <see cref="MunicipalModel"/> sees it.</summary>
/// <param name="Id">Its place.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Zone">Index of its survey zone.</param>
/// <param name="Location">Its municipal office.</param>
/// <param name="Population">Residents at the census of 2020.</param>
public sealed record Municipality(PlaceId Id, string NameJa, int Zone, GeoPoint Location, long Population);
