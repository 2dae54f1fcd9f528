using System.Globalization;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Bench;

/// <summary>Processor time of a scenario from the base solution against that from nothing: half the capacity of a busy link, and its closure.</summary>
internal static class WarmStartBench
{
    private const double BaseGap = 3e-9;
    private const double Gap = 1e-6;
    private const int Repeats = 4;

    /// <summary>Edits the link 564 → 563 of the Chicago sketch.</summary>
    public static void Run(string folder)
    {
        var network = BenchNetwork.Open(folder, "ChicagoSketch");
        var state = Solve(network, new AssignmentOptions { RelativeGap = BaseGap }).State;
        Report(Edit(network, link => link with { Capacity = link.Capacity / 2 }), "half capacity", state);
        Report(Edit(network, _ => null), "closure", state);
    }

    private static void Report(BenchNetwork network, string name, AssignmentState? state)
    {
        var (cold, coldIterations) = Time(network, null);
        var (warm, warmIterations) = Time(network, state);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ChicagoSketch {name} to {Gap:e0}: cold {cold:f3} CPU s ({coldIterations} iterations), warm {warm:f3} CPU s ({warmIterations}), ratio {warm / cold:f2}"));
    }

    private static (double Seconds, int Iterations) Time(BenchNetwork network, AssignmentState? state)
    {
        var (best, iterations) = (double.PositiveInfinity, 0);
        for (var k = 0; k < Repeats; k++)
        {
            var start = Environment.CpuUsage.TotalTime;
            iterations = Solve(network, new AssignmentOptions { RelativeGap = Gap, WarmStart = state }).History.Count;
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }

        return (best, iterations);
    }

    private static BenchNetwork Edit(BenchNetwork network, Func<NetworkLink, NetworkLink?> edit)
    {
        var definition = network.Graph.Definition;
        var links = new List<NetworkLink>();
        foreach (var link in definition.Links)
        {
            if ((link is { FromNode: 564, ToNode: 563 } ? edit(link) : link) is { } kept)
                links.Add(kept);
        }

        var graph = new NetworkGraph(new NetworkDefinition(definition.ZoneCount, definition.NodeCount, definition.FirstThroughNode, links));
        return network with { Graph = graph, Cost = new BprCost(graph, new CostWeights(Toll: 0.02, Distance: 0.04)) };
    }

    private static AssignmentResult Solve(BenchNetwork network, AssignmentOptions options) =>
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, options).Value;
}
