using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Support;

/// <summary>The deterministic balancing problem: zones on an irrational lattice, exponential deterrence.</summary>
internal sealed class BalancingLattice
{
    private readonly OdMatrix _distance;

    public BalancingLattice(int size, double beta)
    {
        (_distance, Seed) = (new OdMatrix(size), new OdMatrix(size));
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                _distance[i, j] = Math.Sqrt(Math.Pow(X(i) - X(j), 2) + Math.Pow(Y(i) - Y(j), 2));
                Seed[i, j] = Math.Exp(-beta * _distance[i, j]);
            }
        }

        RowTotals = [.. Enumerable.Range(0, size).Select(i => 1000 * Math.Exp(Math.Sin(1 + (1.7 * i))))];
        var columns = Enumerable.Range(0, size).Select(j => 1000 * Math.Exp(Math.Cos(2 + (2.3 * j)))).ToArray();
        ColumnTotals = [.. columns.Select(c => c * RowTotals.Sum() / columns.Sum())];
    }

    public OdMatrix Seed { get; }

    public double[] RowTotals { get; }

    public double[] ColumnTotals { get; }

    public double MeanCost(OdMatrix trips)
    {
        var sum = 0.0;
        for (var k = 0; k < trips.Values.Length; k++)
            sum += trips.Values[k] * _distance.Values[k];
        return sum / trips.Total();
    }

    private static double X(int i) => 100 * (0.6180339887498949 * i % 1);

    private static double Y(int i) => 100 * (0.7548776662466927 * i % 1);
}
