using System.Diagnostics;
using System.Globalization;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Bench;

/// <summary>Balancing of the deterministic lattice problem, classical and accelerated, in seconds and passes.</summary>
internal static class BalancingBench
{
    private const int Size = 1741;
    private const double Beta = 0.1;
    private const int Repeats = 3;

    public static void Run()
    {
        var (seed, rows, columns) = Lattice();
        foreach (var accelerate in new[] { false, true })
        {
            var (best, passes) = (double.PositiveInfinity, 0);
            for (var k = 0; k < Repeats; k++)
            {
                var start = Stopwatch.GetTimestamp();
                passes = Balancing.Balance(seed, rows, columns, new BalancingOptions { Accelerate = accelerate }).Value.Passes;
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"balancing {Size} x {Size}, beta {Beta}, to 1e-9, {(accelerate ? "accelerated" : "classical")}: {best:f3} s, {passes} passes"));
        }
    }

    private static (OdMatrix Seed, double[] Rows, double[] Columns) Lattice()
    {
        var seed = new OdMatrix(Size);
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
                seed[i, j] = Math.Exp(-Beta * Math.Sqrt(Square(X(i) - X(j)) + Square(Y(i) - Y(j))));
        }

        var rows = Enumerable.Range(0, Size).Select(i => 1000 * Math.Exp(Math.Sin(1 + (1.7 * i)))).ToArray();
        var columns = Enumerable.Range(0, Size).Select(j => 1000 * Math.Exp(Math.Cos(2 + (2.3 * j)))).ToArray();
        return (seed, rows, [.. columns.Select(c => c * rows.Sum() / columns.Sum())]);
    }

    private static double Square(double x) => x * x;

    private static double X(int i) => 100 * (0.6180339887498949 * i % 1);

    private static double Y(int i) => 100 * (0.7548776662466927 * i % 1);
}
