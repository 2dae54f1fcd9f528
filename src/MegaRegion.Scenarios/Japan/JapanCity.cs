using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Japan;

/// <summary>A city that stands for a part of its zone on the network.</summary>
/// <param name="Node">Its node of the network.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Zone">Index of its zone.</param>
/// <param name="Weight">Its part of the zone's trips, by population; the weights of a zone add up to 1.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Population">Residents in 2020; for the wards of Tokyo those of the prefecture.</param>
public sealed record JapanCity(string Node, string NameJa, int Zone, double Weight, GeoPoint Location, long Population);
