namespace MegaRegion.Domain.Places;

/// <summary>A point on the earth, WGS 84.</summary>
/// <param name="LatitudeDegrees">-90 to 90.</param>
/// <param name="LongitudeDegrees">-180 to 180.</param>
public readonly record struct GeoPoint(double LatitudeDegrees, double LongitudeDegrees);
