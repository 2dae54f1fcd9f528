namespace MegaRegion.Scenarios.Exporting;

/// <summary>The outline of a prefecture.</summary>
/// <param name="Place">Its place, for example <c>jp:06</c>.</param>
/// <param name="Rings">Outer and inner rings, longitude and latitude in degrees.</param>
public sealed record MapShape(string Place, IReadOnlyList<IReadOnlyList<(double Longitude, double Latitude)>> Rings);
