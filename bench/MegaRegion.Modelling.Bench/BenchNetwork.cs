using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Bench;

/// <summary>A published network with the weights its publisher uses.</summary>
internal sealed record BenchNetwork(string Name, NetworkGraph Graph, OdMatrix Trips, BprCost Cost)
{
    public static BenchNetwork Open(string folder, string name)
    {
        using var networkText = new StreamReader(Path.Combine(folder, name + "_net.tntp"));
        using var tripText = new StreamReader(Path.Combine(folder, name + "_trips.tntp"));
        var graph = new NetworkGraph(TntpNetworkReader.Read(networkText, name).Value);
        var trips = TntpTripReader.Read(tripText, name).Value.Trips;
        return new BenchNetwork(name, graph, trips, new BprCost(graph, Weights(name)));
    }

    public double[] FreeFlowCost()
    {
        var costs = new double[Graph.LinkCount];
        for (var link = 0; link < costs.Length; link++)
            costs[link] = Cost.Cost(link, 0);
        return costs;
    }

    private static CostWeights Weights(string name) => name switch
    {
        "ChicagoSketch" => new CostWeights(Toll: 0.02, Distance: 0.04),
        _ => CostWeights.TimeOnly,
    };
}
