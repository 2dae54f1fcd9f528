using System.Diagnostics;
using System.Globalization;
using MegaRegion.Modelling.Assignment;

namespace MegaRegion.Modelling.Bench;

/// <summary>
/// Time of Algorithm B to a gap, initialisation included, as seconds and as multiples of a plain Dijkstra sweep timed
/// just before and after it in the same run.
/// </summary>
internal static class AssignmentBench
{
    private const double SecondsToWarm = 1.5;
    private const int Repeats = 3;

    /// <summary>Runs a case like "ChicagoSketch=1e-4,1e-6".</summary>
    public static void Run(string folder, string item, int workers)
    {
        var parts = item.Split('=');
        var network = BenchNetwork.Open(folder, parts[0]);
        foreach (var gap in (parts.Length > 1 ? parts[1] : "1e-6").Split(','))
            Report(network, double.Parse(gap, CultureInfo.InvariantCulture), workers);
    }

    private static void Report(BenchNetwork network, double gap, int workers)
    {
        var options = new AssignmentOptions { RelativeGap = gap, Workers = workers };
        Warm(network, options);
        var sweep = SweepBench.Seconds(network);
        var best = double.PositiveInfinity;
        AssignmentResult? result = null;
        for (var k = 0; k < Repeats; k++)
        {
            var start = Stopwatch.GetTimestamp();
            result = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, options).Value;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        sweep = Math.Min(sweep, SweepBench.Seconds(network));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Name} to {gap:e0}, {workers} worker(s): {best:f3} s = {best / sweep:f1} sweeps of {sweep:g3} s; {result!.History.Count} iterations, gap {result.RelativeGap:e2}, objective {result.Objective:R}"));
    }

    private static void Warm(BenchNetwork network, AssignmentOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsToWarm)
            BushAssignment.Solve(network.Graph, network.Cost, network.Trips, options with { RelativeGap = Math.Max(1e-4, options.RelativeGap) });
    }
}
