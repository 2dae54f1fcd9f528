using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Worlds;

/// <summary>A hub of the catalogue with what its attractiveness is made of.</summary>
/// <param name="Id">Its place.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Municipality">Where it is; null for a virtual hub.</param>
/// <param name="Kind">For example <c>coworking</c>.</param>
/// <param name="Facilities">Number of facilities that the catalogue states.</param>
/// <param name="Visitors">Visitors a year, assumed or modelled; 0 when nothing is assumed.</param>
public sealed record HubFacts(PlaceId Id, string NameJa, string NameEn, PlaceId? Municipality, string Kind, int Facilities, double Visitors);
