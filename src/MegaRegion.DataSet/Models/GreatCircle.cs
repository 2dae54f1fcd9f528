using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Models;

/// <summary>Distances on the sphere.</summary>
internal static class GreatCircle
{
    private const double EarthRadiusKilometres = 6371.0;

    /// <summary>Kilometres between two points, by the haversine formula.</summary>
    public static double Kilometres(GeoPoint a, GeoPoint b)
    {
        var (latitude, longitude) = (Radians(b.LatitudeDegrees - a.LatitudeDegrees), Radians(b.LongitudeDegrees - a.LongitudeDegrees));
        var h = Square(Math.Sin(latitude / 2))
            + (Math.Cos(Radians(a.LatitudeDegrees)) * Math.Cos(Radians(b.LatitudeDegrees)) * Square(Math.Sin(longitude / 2)));
        return 2 * EarthRadiusKilometres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Square(double value) => value * value;
}
