using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Worlds;

/// <summary>What is known of a municipality (census of 2020, projection of 2023).</summary>
/// <param name="Id">Its place.</param>
/// <param name="Prefecture">Its prefecture.</param>
/// <param name="Kind">For example <c>designated_city</c>, <c>city</c>, <c>town</c>.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Location">Its office.</param>
/// <param name="AreaKm2">Area, km².</param>
/// <param name="Population2020">Residents, observed.</param>
/// <param name="Daytime2020">People by day, observed; 0 when not known.</param>
/// <param name="Population2050">Residents projected for 2050; null where there is no projection.</param>
/// <param name="TertiaryWorkers2020">Workers in services, observed; 0 when not known.</param>
public sealed record MunicipalityFacts(
    PlaceId Id,
    PlaceId Prefecture,
    string Kind,
    string NameJa,
    string NameEn,
    GeoPoint Location,
    double AreaKm2,
    long Population2020,
    long Daytime2020,
    long? Population2050,
    long TertiaryWorkers2020)
{
    /// <summary>People by day per resident; 0 when not known.</summary>
    public double DayNightRatio => Population2020 > 0 ? Daytime2020 / (double)Population2020 : 0;
}
