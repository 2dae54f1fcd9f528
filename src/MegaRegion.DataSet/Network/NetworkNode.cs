using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Network;

/// <summary>A city, station, airport or planned maglev station of the inter-city network.</summary>
/// <param name="Id">For example <c>C:01100</c>, <c>S:東京</c>, <c>A:HND</c>, <c>L:L1</c>.</param>
/// <param name="Kind"><c>city</c>, <c>station</c>, <c>airport</c> or <c>maglev_station</c>.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Municipality">The municipality (a ward's city); the prefecture of Tokyo for its 23 wards
/// together.</param>
public sealed record NetworkNode(string Id, string Kind, string NameJa, GeoPoint Location, PlaceId Municipality);
