using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary>Published networks: shortest paths, user equilibria, a warm start, the combined model. Networks that are not in the folder are noted.</summary>
internal static class NetworkOracles
{
    private const double PreciseGap = 1e-10;

    // A tighter gap takes minutes there; the objective is then within the gap of the optimum.
    private const double LargeGap = 1e-8;

    private const string Here = "recomputed with an independent program";
    private const string Published = "published with the data set";

    private static readonly NetworkCase[] Cases =
    [
        new("SiouxFalls", CostWeights.TimeOnly, 6254, 1e-12, 4231335.28710744, 7480225.3449, PreciseGap, Published),
        new("Anaheim", CostWeights.TimeOnly, 17490.3212, 1e-8, 1286032.17109602, 1419913.8510, PreciseGap, Here),
        new("ChicagoSketch", new CostWeights(Toll: 0.02, Distance: 0.04), 7703907.94, 1e-9, 17313018.738747, 18935450.2615, PreciseGap, Published),
        new("berlin-mitte-center", CostWeights.TimeOnly, double.NaN, 0, 992954.699978024, 1051175.477997, PreciseGap, Here),
        new("friedrichshain-center", CostWeights.TimeOnly, double.NaN, 0, 618038.880728006, 728609.306037, PreciseGap, Here),
        new("berlin-center", CostWeights.TimeOnly, 337492654, 1e-8, 20817213.198612, 21275603.642, LargeGap, Here),
    ];

    /// <summary>Adds all comparisons.</summary>
    /// <param name="folder">Folder of the networks.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="list">Receives them.</param>
    public static void Add(DirectoryInfo folder, int workers, OracleList list)
    {
        foreach (var item in Cases)
        {
            if (Open(folder, item, list) is not { } network)
                continue;
            Paths(item, network, workers, list);
            var result = Equilibrium(item, network, workers, list);
            if (string.Equals(item.Name, "SiouxFalls", StringComparison.Ordinal))
                Combined(network, workers, list);
            if (string.Equals(item.Name, "ChicagoSketch", StringComparison.Ordinal))
                WarmStart(item, network, result, workers, list);
        }
    }

    private static void Paths(NetworkCase item, (NetworkGraph Graph, OdMatrix Trips) network, int workers, OracleList list)
    {
        if (double.IsNaN(item.FreeSkim))
            return;

        // Toll and length do not enter this figure.
        var free = new BprCost(network.Graph, CostWeights.TimeOnly);
        double[] costs = [.. Enumerable.Range(0, network.Graph.LinkCount).Select(link => free.Cost(link, 0))];
        list.In("Shortest paths", item.Name, "measured with an independent program")
            .Relative("sum of the free-flow skim", item.FreeSkim, SkimKernel.Cost(network.Graph, costs, workers).Total(), item.SkimTolerance);
    }

    private static AssignmentResult Equilibrium(NetworkCase item, (NetworkGraph Graph, OdMatrix Trips) network, int workers, OracleList list)
    {
        var options = new AssignmentOptions { RelativeGap = item.Gap, Workers = workers };
        var result = ModellingInput.Accept(BushAssignment.Solve(network.Graph, new BprCost(network.Graph, item.Weights), network.Trips, options));
        list.In("User equilibrium", $"{item.Name}, gap {item.Gap:0e0}", item.Source)
            .Relative("objective", item.Objective, result.Objective, Math.Max(1e-9, item.Gap))
            .Relative("total cost", item.TotalCost, result.TotalCost, item.Gap > PreciseGap ? 1e-6 : 1e-7)
            .Within("imbalance at nodes / trips", 0, Imbalance(network, result), 1e-9);
        return result;
    }

    private static void WarmStart(NetworkCase item, (NetworkGraph Graph, OdMatrix Trips) network, AssignmentResult start, int workers, OracleList list)
    {
        var definition = network.Graph.Definition;
        var links = definition.Links.Select(link => link is { FromNode: 564, ToNode: 563 } ? link with { Capacity = link.Capacity / 2 } : link).ToList();
        var graph = new NetworkGraph(new NetworkDefinition(definition.ZoneCount, definition.NodeCount, definition.FirstThroughNode, links));
        var options = new AssignmentOptions { RelativeGap = item.Gap, Workers = workers, WarmStart = start.State };
        var result = ModellingInput.Accept(BushAssignment.Solve(graph, new BprCost(graph, item.Weights), network.Trips, options));
        list.In("Warm start", $"{item.Name}, capacity of 564 → 563 halved", Here)
            .Relative("objective", 17318680.44950, result.Objective, 1e-9)
            .Relative("total cost", 18960623.919, result.TotalCost, 1e-7);
    }

    private static void Combined((NetworkGraph Graph, OdMatrix Trips) network, int workers, OracleList list)
    {
        var size = network.Trips.Size;
        double[] departing = [.. Enumerable.Range(0, size).Select(zone => Enumerable.Range(0, size).Sum(other => network.Trips[zone, other]))];
        double[] arriving = [.. Enumerable.Range(0, size).Select(zone => Enumerable.Range(0, size).Sum(other => network.Trips[other, zone]))];
        var cost = new BprCost(network.Graph, CostWeights.TimeOnly);
        var result = ModellingInput.Accept(CombinedEquilibrium.Solve(
            network.Graph, cost, new GravityDemand(departing, arriving, 0.1), new CombinedOptions { RelativeGap = 1e-13, Workers = workers }));
        var mean = Enumerable.Range(0, size * size).Sum(pair => result.Trips[0].Values[pair] * result.Cost.Values[pair]) / result.Trips[0].Total();
        list.In("Combined distribution and assignment", "SiouxFalls, β = 0.1, gap 1e-13", "fixed point of an independent program to a residual of 9e-9")
            .Within("Beckmann part", 3248704.01204, result.Final.Beckmann, 0.1)
            .Within("objective", 25041143.50997, result.Final.Objective, 1e-3)
            .Within("total cost", 4617687.792, result.Final.TotalCost, 0.5)
            .Within("mean cost", 12.80556792, mean, 1e-6)
            .Within("T[1,2]", 490.196675, result.Trips[0][0, 1], 1e-4)
            .Within("T[10,16]", 4219.446887, result.Trips[0][9, 15], 1e-3)
            .Within("T[24,1]", 169.942044, result.Trips[0][23, 0], 1e-4);
    }

    /// <summary>Largest difference of what enters and leaves a node, as a part of all trips.</summary>
    private static double Imbalance((NetworkGraph Graph, OdMatrix Trips) network, AssignmentResult result)
    {
        var (balance, links) = (new double[network.Graph.NodeCount + 1], network.Graph.Definition.Links);
        for (var link = 0; link < links.Count; link++)
        {
            balance[links[link].ToNode] += result.LinkFlow[link];
            balance[links[link].FromNode] -= result.LinkFlow[link];
        }

        for (var pair = 0; pair < network.Trips.Values.Length; pair++)
        {
            balance[(pair / network.Trips.Size) + 1] += network.Trips.Values[pair];
            balance[(pair % network.Trips.Size) + 1] -= network.Trips.Values[pair];
        }

        return balance.Max(Math.Abs) / network.Trips.Total();
    }

    private static (NetworkGraph Graph, OdMatrix Trips)? Open(DirectoryInfo folder, NetworkCase item, OracleList list)
    {
        var (net, trips) = (Path.Combine(folder.FullName, item.Name + "_net.tntp"), Path.Combine(folder.FullName, item.Name + "_trips.tntp"));
        if (File.Exists(net) && File.Exists(trips))
            return (new NetworkGraph(ModellingInput.Read(net, TntpNetworkReader.Read)), ModellingInput.Read(trips, TntpTripReader.Read).Trips);
        list.Miss(item.Name);
        return null;
    }

    private sealed record NetworkCase(
        string Name, CostWeights Weights, double FreeSkim, double SkimTolerance, double Objective, double TotalCost, double Gap, string Source);
}
