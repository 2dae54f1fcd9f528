using System.Diagnostics;
using System.Globalization;
using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Bench;

/// <summary>Time and work of the combined distribution and assignment with the margins of a published trip table.</summary>
internal static class CombinedBench
{
    private const double Deterrence = 0.1;
    private const int Repeats = 3;

    public static void Run(string folder, int workers)
    {
        Report(BenchNetwork.Open(folder, "SiouxFalls"), 1e-13, workers);
        var chicago = BenchNetwork.Open(folder, "ChicagoSketch");
        Report(chicago, 1e-4, workers);
        Report(chicago, 1e-6, workers);
        Report(chicago, 1e-10, workers);
    }

    private static void Report(BenchNetwork network, double gap, int workers)
    {
        var (departing, arriving) = Totals(network.Trips);
        var options = new CombinedOptions { RelativeGap = gap, Workers = workers };
        var (best, result) = (double.PositiveInfinity, default(CombinedResult));
        for (var k = 0; k < Repeats; k++)
        {
            var start = Stopwatch.GetTimestamp();
            result = CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand(departing, arriving, Deterrence, workers: workers), options).Value;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Name} combined to {gap:e0}, {workers} worker(s): {best:f3} s; {result!.History.Count} sweeps, {result.DemandSteps} demand steps, gap {result.Final.RelativeGap:e2}, objective {result.Final.Objective:R}"));
    }

    // Trips inside zones are left out: the model has none.
    private static (double[] Departing, double[] Arriving) Totals(OdMatrix trips)
    {
        var (departing, arriving) = (new double[trips.Size], new double[trips.Size]);
        for (var k = 0; k < trips.Values.Length; k++)
        {
            var value = k / trips.Size == k % trips.Size ? 0 : trips.Values[k];
            departing[k / trips.Size] += value;
            arriving[k % trips.Size] += value;
        }

        return (departing, arriving);
    }
}
