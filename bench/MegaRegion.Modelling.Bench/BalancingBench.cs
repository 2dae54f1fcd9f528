using System.Diagnostics;
using System.Globalization;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Bench;

/// <summary>
/// Balancing of the deterministic lattice problem on one thread, classical and accelerated, in seconds and passes, against
/// a numpy loop in the same run. Asked for: within 64 passes and 0.6 of numpy's time.
/// </summary>
internal static class BalancingBench
{
    private const int Size = 1741;
    private const double Beta = 0.1;
    private const int Repeats = 5;
    private const int MostPasses = 64;
    private const double MostOfNumpy = 0.6;
    private const double SameCell = 1e-7;

    /// <summary>Runs both. Returns whether what was asked for is met; without numpy only the passes are judged.</summary>
    public static bool Run()
    {
        var (seed, rows, columns) = Lattice();
        var numpy = NumpyLoop.Run();
        Console.WriteLine(numpy is null
            ? "numpy is not here, so there is nothing to compare with: apt-get install python3-numpy"
            : string.Create(CultureInfo.InvariantCulture, $"balancing {Size} x {Size}, beta {Beta}, to 1e-9, numpy: {numpy.Seconds:f3} s, {numpy.Iterations} iterations"));
        var classical = Report(seed, rows, columns, accelerate: false, numpy);
        return Report(seed, rows, columns, accelerate: true, numpy) && classical;
    }

    private static bool Report(OdMatrix seed, double[] rows, double[] columns, bool accelerate, NumpyLoop? numpy)
    {
        var (best, result) = (double.PositiveInfinity, default(BalancingResult));
        for (var k = 0; k < Repeats; k++)
        {
            var start = Stopwatch.GetTimestamp();
            result = Balancing.Balance(seed, rows, columns, new BalancingOptions { Accelerate = accelerate }).Value;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var cell = result!.RowFactor[0] * seed[0, 0] * result.ColumnFactor[0];
        var isMet = result.Passes <= MostPasses
            && (numpy is null || (best <= MostOfNumpy * numpy.Seconds && Math.Abs((cell / numpy.FirstCell) - 1) < SameCell));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"balancing {Size} x {Size}, beta {Beta}, to 1e-9, {(accelerate ? "accelerated" : "classical")}: {best:f3} s, {result.Passes} passes{(numpy is null ? "" : $", {best / numpy.Seconds:f2} of numpy")}, T[0,0] {cell:g12}{(isMet ? "" : "  <-- MISSED")}"));
        return isMet;
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
