using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Worlds;

/// <summary>A node of the network, for maps and names.</summary>
/// <param name="Id">Its id, for example <c>S:名古屋</c>.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Location">Where it is.</param>
public sealed record NodeFacts(string Id, string NameJa, GeoPoint Location);
