using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Support;

/// <summary>A network with its demand.</summary>
internal sealed record TestNetwork(NetworkGraph Graph, OdMatrix Trips, CostWeights Weights)
{
    public BprCost Cost => new(Graph, Weights);

    /// <summary>Costs of the empty network by link index.</summary>
    public double[] FreeFlowCost()
    {
        var cost = Cost;
        return [.. Enumerable.Range(0, Graph.LinkCount).Select(link => cost.Cost(link, 0))];
    }

    public static TestNetwork Build(int zones, int nodes, int firstThrough, IReadOnlyList<NetworkLink> links, params (int From, int To, double Trips)[] trips)
    {
        var matrix = new OdMatrix(zones);
        foreach (var (from, to, value) in trips)
            matrix[from - 1, to - 1] = value;
        return new TestNetwork(new NetworkGraph(new NetworkDefinition(zones, nodes, firstThrough, links)), matrix, CostWeights.TimeOnly);
    }
}
