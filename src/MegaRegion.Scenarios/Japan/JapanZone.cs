using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Japan;

/// <summary>A zone of the inter-regional passenger survey: a prefecture, or one of the four parts of Hokkaido.</summary>
/// <param name="Id">Its place.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Region">The region above it.</param>
/// <param name="UnsurveyedGroup">Metropolitan group whose inner trips the survey leaves out; empty for most zones.</param>
public sealed record JapanZone(PlaceId Id, string NameJa, string NameEn, PlaceId Region, string UnsurveyedGroup);
