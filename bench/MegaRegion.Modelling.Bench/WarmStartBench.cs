using System.Globalization;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Bench;

/// <summary>
/// A scenario from the base solution against the same from nothing: half the capacity of a busy link, and its closure. Cold and
/// warm take turns, and the ratio is the median of the ratios of neighbours in processor time, so that a load which
/// comes and goes falls on both; the work counts do not depend on the machine at all. Closures of other busy links are
/// stated by their counts alone.
/// </summary>
internal static class WarmStartBench
{
    private const double BaseGap = 3e-9;
    private const double Gap = 1e-6;
    private const int Pairs = 9;
    private const int WarmUps = 2;
    private const int Closures = 6;
    private const int Stride = 12;

    /// <summary>Edits the link 564 → 563 of the Chicago sketch.</summary>
    public static void Run(string folder)
    {
        var network = BenchNetwork.Open(folder, "ChicagoSketch");
        var state = Solve(network, new AssignmentOptions { RelativeGap = BaseGap }).State;
        Report(Edit(network, link => link with { Capacity = link.Capacity / 2 }), "half capacity", state);
        Report(Edit(network, _ => null), "closure", state);
        OtherClosures(network, state);
    }

    /// <summary>Every so many-th of the busiest links that leave another way to all their trips is closed.</summary>
    private static void OtherClosures(BenchNetwork network, AssignmentState? state)
    {
        var flow = Solve(network, new AssignmentOptions { RelativeGap = Gap }).LinkFlow;
        var links = network.Graph.Definition.Links;
        int[] busiest = [.. Enumerable.Range(0, flow.Length).Where(link => Math.Min(links[link].FromNode, links[link].ToNode) > network.Graph.ZoneCount).OrderByDescending(link => flow[link]).Take(Closures * Stride)];
        for (var k = 0; k < busiest.Length; k += Stride)
        {
            var (from, to) = (links[busiest[k]].FromNode, links[busiest[k]].ToNode);
            var edited = Edit(network, _ => null, from, to);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"closure of {from} -> {to} with {flow[busiest[k]]:f0} trips"));
            Console.WriteLine($"  cold: {Work(Solve(edited, new AssignmentOptions { RelativeGap = Gap }))}");
            Console.WriteLine($"  warm: {Work(Solve(edited, new AssignmentOptions { RelativeGap = Gap, WarmStart = state }))}");
        }
    }

    private static void Report(BenchNetwork network, string name, AssignmentState? state)
    {
        var (cold, warm) = (new List<double>(), new List<double>());
        for (var k = 0; k < WarmUps + Pairs; k++)
        {
            cold.Add(Seconds(network, null, out var coldResult));
            warm.Add(Seconds(network, state, out var warmResult));
            if (k > 0)
                continue;
            Console.WriteLine($"ChicagoSketch {name}, cold: {Work(coldResult)}");
            Console.WriteLine($"ChicagoSketch {name}, warm: {Work(warmResult)}");
        }

        double[] ratios = [.. cold.Zip(warm, (one, other) => other / one).Skip(WarmUps).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ChicagoSketch {name} to {Gap:e0}: cold {cold.Min():f3} CPU s, warm {warm.Min():f3} CPU s, median ratio of {Pairs} pairs {ratios[Pairs / 2]:f2} ({ratios[0]:f2} to {ratios[^1]:f2})"));
    }

    private static string Work(AssignmentResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Work.Trees} trees, {result.Work.Passes} passes over bushes, {result.Work.Shifts} shifts; gaps {string.Join(' ', result.History.Select(state => state.RelativeGap.ToString("e1", CultureInfo.InvariantCulture)))}");

    private static double Seconds(BenchNetwork network, AssignmentState? state, out AssignmentResult result)
    {
        var start = Environment.CpuUsage.TotalTime;
        result = Solve(network, new AssignmentOptions { RelativeGap = Gap, WarmStart = state });
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static BenchNetwork Edit(BenchNetwork network, Func<NetworkLink, NetworkLink?> edit, int from = 564, int to = 563)
    {
        var definition = network.Graph.Definition;
        var links = new List<NetworkLink>();
        foreach (var link in definition.Links)
        {
            if ((link.FromNode == from && link.ToNode == to ? edit(link) : link) is { } kept)
                links.Add(kept);
        }

        var graph = new NetworkGraph(new NetworkDefinition(definition.ZoneCount, definition.NodeCount, definition.FirstThroughNode, links));
        return network with { Graph = graph, Cost = new BprCost(graph, new CostWeights(Toll: 0.02, Distance: 0.04)) };
    }

    private static AssignmentResult Solve(BenchNetwork network, AssignmentOptions options) =>
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, options).Value;
}
