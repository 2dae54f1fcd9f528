using System.Diagnostics;
using System.Globalization;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Bench;

/// <summary>
/// What a second worker brings: one and two workers take turns, and the figure is the median of the ratios of neighbours in
/// wall time. Beside it stand two bounds: the same ratio for plain shortest-path trees, which share nothing but the
/// memory, and what Amdahl's law leaves when sweeps and rebuilding halve and the rest stays. Asked for: 1.7 at 1e-6.
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
        var (parallel, serial) = Phases(network);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} to {Gap:e0}, two workers: {median:f2} times as fast as one ({least:f2} to {most:f2}, {Pairs} pairs), asked for {Asked}; plain trees {ceiling:f2}; bound by the serial part, {serial / (serial + parallel):p0} of the rounds: {(serial + parallel) / (serial + (parallel / 2)):f2}; {(isSame ? "same bytes" : "OTHER BYTES")}"));
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

    /// <summary>Seconds on one worker in the phases that run in parallel on several, and in the others.</summary>
    private static (double Parallel, double Serial) Phases(BenchNetwork network)
    {
        var set = new BushSet<Networks.BprCost>(network.Graph, network.Cost, TripList.Create(network.Graph, network.Trips).Value, [[]], 1, null);
        var parallel = Seconds(() => set.LoadInitially(CancellationToken.None));
        var serial = 0.0;
        for (var k = 0; k < Rounds; k++)
        {
            parallel += Seconds(() => set.Sweep(0, null, CancellationToken.None));
            serial += Seconds(() => set.Equilibrate(0, CancellationToken.None));
            parallel += Seconds(() => set.Improve(0, CancellationToken.None));
            serial += Seconds(() => set.Equilibrate(0, CancellationToken.None));
            serial += Seconds(set.SumFlows);
        }

        return (parallel, serial);
    }

    private static double Seconds(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
