using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>
/// The synthetic zones on which balancing and hub dynamics are compared between programs: zone i stands at
/// (100 frac(0.6180339887498949 i), 100 frac(0.7548776662466927 i)), costs are Euclidean distances.
/// </summary>
internal static class Lattice
{
    /// <summary>Distances, 0 on the diagonal.</summary>
    public static OdMatrix Distances(int zones)
    {
        var cost = new OdMatrix(zones);
        for (var i = 0; i < zones; i++)
        {
            for (var j = 0; j < zones; j++)
                cost[i, j] = Math.Sqrt(Math.Pow(X(i) - X(j), 2) + Math.Pow(Y(i) - Y(j), 2));
        }

        return cost;
    }

    /// <summary>exp(−β distance).</summary>
    public static OdMatrix Seed(OdMatrix distances, double beta)
    {
        var seed = distances.Copy();
        foreach (ref var value in seed.Values)
            value = Math.Exp(-beta * value);
        return seed;
    }

    /// <summary>Row totals 1000 exp(sin(1 + 1.7 i)) and column totals 1000 exp(cos(2 + 2.3 j)), these scaled to the same sum.</summary>
    public static (double[] Rows, double[] Columns) Totals(int zones)
    {
        double[] rows = [.. Enumerable.Range(0, zones).Select(i => 1000 * Math.Exp(Math.Sin(1 + (1.7 * i))))];
        double[] columns = [.. Enumerable.Range(0, zones).Select(j => 1000 * Math.Exp(Math.Cos(2 + (2.3 * j))))];
        var scale = rows.Sum() / columns.Sum();
        return (rows, [.. columns.Select(value => value * scale)]);
    }

    /// <summary>Outflows of the hub system: 100 (1 + 0.5 sin i).</summary>
    public static double[] Outflows(int zones) => [.. Enumerable.Range(0, zones).Select(i => 100 * (1 + (0.5 * Math.Sin(i))))];

    private static double X(int i) => 100 * Fraction(0.6180339887498949 * i);

    private static double Y(int i) => 100 * Fraction(0.7548776662466927 * i);

    private static double Fraction(double value) => value - Math.Floor(value);
}
