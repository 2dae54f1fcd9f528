using System.Diagnostics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Bench;

/// <summary>
/// The yardstick: one plain Dijkstra tree from every zone at free-flow costs on one core. Times of other kernels are
/// stated as multiples of it, so that they can be compared between machines.
/// </summary>
internal static class SweepBench
{
    private const double SecondsToWarm = 0.6;

    /// <summary>Seconds of the fastest sweep once the compiler has settled.</summary>
    public static double Seconds(BenchNetwork network)
    {
        var (search, cost) = (new ShortestPathSearch(network.Graph), network.FreeFlowCost());
        var best = double.PositiveInfinity;
        var begin = Stopwatch.GetTimestamp();
        for (var k = 0; k < 3 || Stopwatch.GetElapsedTime(begin).TotalSeconds < SecondsToWarm; k++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var origin in network.Graph.NodeOfZone)
                search.Run(origin, cost);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
