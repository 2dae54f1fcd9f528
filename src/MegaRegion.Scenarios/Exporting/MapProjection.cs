using System.Globalization;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>Draws Japan on a flat canvas: equirectangular at 36° north, Okinawa and the remote islands cut at the frame.</summary>
internal static class MapProjection
{
    public const int Width = 620;
    public const int Height = 640;

    private const double West = 127.5;
    private const double North = 45.7;
    private const double PixelsPerDegree = 34.5;

    private static readonly double Narrowing = Math.Cos(36 * Math.PI / 180) * 1.15;

    public static (double X, double Y) Of(double longitude, double latitude) =>
        ((longitude - West) * PixelsPerDegree * Narrowing, (North - latitude) * PixelsPerDegree * 1.15);

    /// <summary>A shape as an SVG path, points nearer than a pixel merged.</summary>
    public static string Path(MapShape shape)
    {
        var path = new System.Text.StringBuilder();
        foreach (var ring in shape.Rings)
        {
            var (last, count) = ((X: double.NaN, Y: double.NaN), 0);
            var start = path.Length;
            foreach (var (longitude, latitude) in ring)
            {
                var point = Of(longitude, latitude);
                if (count > 0 && Math.Abs(point.X - last.X) + Math.Abs(point.Y - last.Y) < 1)
                    continue;
                path.Append(CultureInfo.InvariantCulture, $"{(count == 0 ? 'M' : 'L')}{point.X:F1} {point.Y:F1}");
                (last, count) = (point, count + 1);
            }

            if (count < 3)
                path.Length = start; // An island smaller than a pixel.
            else
                path.Append('Z');
        }

        return path.ToString();
    }
}
