using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// How municipalities reach the network: over ordinary roads to the nearest of their zone's cities, and to each other where
/// that is shorter. Roads are 1.3 great circles long and are driven at 25 km/h for the first 10 km, then at 45 km/h, the
/// formula of the data set's access links; all of it is modelled.
/// </summary>
internal sealed class MunicipalAccess
{
    private const double EarthRadius = 6371.0088;
    private const double RoadFactor = 1.3;
    private const double SlowKilometres = 10;
    private const double SlowKilometresPerMinute = 25 / 60.0;
    private const double KilometresPerMinute = 45 / 60.0;

    private readonly (double X, double Y, double Z)[] _unit;

    public MunicipalAccess(IReadOnlyList<Municipality> municipalities, IReadOnlyList<JapanCity> cities)
    {
        _unit = [.. municipalities.Select(item => Unit(item.Location))];
        (CityOf, RoadKilometres) = (new int[municipalities.Count], new double[municipalities.Count]);
        var cityUnit = cities.Select(city => Unit(city.Location)).ToArray();
        for (var k = 0; k < municipalities.Count; k++)
        {
            var nearest = double.PositiveInfinity;
            for (var city = 0; city < cityUnit.Length; city++)
            {
                var distance = cities[city].Zone == municipalities[k].Zone ? Distance(_unit[k], cityUnit[city]) : double.PositiveInfinity;
                if (distance < nearest)
                    (nearest, CityOf[k]) = (distance, city);
            }

            RoadKilometres[k] = RoadFactor * nearest;
        }
    }

    /// <summary>City of each municipality.</summary>
    public int[] CityOf { get; }

    /// <summary>Kilometres of road from each municipality to its city; infinite where its zone has none.</summary>
    public double[] RoadKilometres { get; }

    /// <summary>Great-circle kilometres between two municipalities.</summary>
    public double Kilometres(int from, int to) => Distance(_unit[from], _unit[to]);

    /// <summary>Kilometres of ordinary road for a great circle.</summary>
    public static double RoadOf(double kilometres) => RoadFactor * kilometres;

    /// <summary>Minutes on ordinary roads.</summary>
    public static double Minutes(double roadKilometres) => roadKilometres <= SlowKilometres
        ? roadKilometres / SlowKilometresPerMinute
        : (SlowKilometres / SlowKilometresPerMinute) + ((roadKilometres - SlowKilometres) / KilometresPerMinute);

    private static double Distance((double X, double Y, double Z) a, (double X, double Y, double Z) b)
    {
        var (x, y, z) = (a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt((x * x) + (y * y) + (z * z)) / 2));
    }

    private static (double X, double Y, double Z) Unit(GeoPoint point)
    {
        var (latitude, longitude) = (double.DegreesToRadians(point.LatitudeDegrees), double.DegreesToRadians(point.LongitudeDegrees));
        return (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
    }
}
