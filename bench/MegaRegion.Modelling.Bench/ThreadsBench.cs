using System.Diagnostics;
using System.Globalization;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Bench;

/// <summary>
/// What a second worker brings: one and two workers take turns, and the figure is the median of the ratios of neighbours in
/// wall time. Beside it stand what bounds it: the same ratio for plain shortest-path trees, which share nothing but the
/// memory, and the processor time of two workers over that of one, which counts what they wait for each other with open eyes
/// and what they take from each other's caches. Asked for: 1.7 at 1e-6.
/// </summary>
internal static class ThreadsBench
{
    private const double Gap = 1e-6;
    private const double Asked = 1.7;
    private const int Pairs = 9;
    private const int WarmUps = 3;
    private const int Rounds = 5;

    /// <summary>Runs a network. Returns false where two workers find other flows than one.</summary>
    public static bool Run(string folder, string name)
    {
        var network = BenchNetwork.Open(folder, name);
        var isSame = Solve(network, 1).LinkFlow.AsSpan().SequenceEqual(Solve(network, 2).LinkFlow);
        var (median, least, most) = Ratio(workers => Solve(network, workers));
        var (free, found) = (network.FreeFlowCost(), network.Graph.NodeOfZone.ToArray());
        ShortestPathSearch[] searches = [new(network.Graph), new(network.Graph)];
        var (ceiling, _, _) = Ratio(workers => ParallelSweep.Run(found.Length, workers, (worker, zone) => searches[worker].Run(found[zone], free)));
        var (one, two) = (Enumerable.Range(0, Rounds).Min(_ => ProcessorSeconds(network, 1)), Enumerable.Range(0, Rounds).Min(_ => ProcessorSeconds(network, 2)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} to {Gap:e0}, two workers: {median:f2} times as fast as one ({least:f2} to {most:f2}, {Pairs} pairs), asked for {Asked}; plain trees {ceiling:f2}; processor time {two / one:f2} times that of one; {(isSame ? "same bytes" : "OTHER BYTES")}"));
        return isSame;
    }

    private static AssignmentResult Solve(BenchNetwork network, int workers) =>
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = Gap, Workers = workers }).Value;

    private static (double Median, double Least, double Most) Ratio(Action<int> run)
    {
        var ratios = new List<double>();
        for (var k = 0; k < WarmUps + Pairs; k++)
        {
            var ratio = Seconds(() => run(1)) / Seconds(() => run(2));
            if (k >= WarmUps)
                ratios.Add(ratio);
        }

        ratios.Sort();
        return (ratios[Pairs / 2], ratios[0], ratios[^1]);
    }

    private static double ProcessorSeconds(BenchNetwork network, int workers)
    {
        var start = Environment.CpuUsage.TotalTime;
        Solve(network, workers);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static double Seconds(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
