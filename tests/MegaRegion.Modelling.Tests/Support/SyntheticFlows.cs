using MathNet.Numerics.Distributions;
using MegaRegion.Modelling.Demand;

namespace MegaRegion.Modelling.Tests.Support;

/// <summary>Poisson counts around flows of known parameters.</summary>
internal static class SyntheticFlows
{
    private const int Zones = 12;

    public static readonly Dictionary<string, double> Truth = new(StringComparer.Ordinal)
    {
        ["ln origin mass"] = 0.8,
        ["ln destination mass"] = 1.1,
        ["ln cost"] = -0.7,
        ["cost"] = -0.02,
    };

    public static InteractionData Create(InteractionFamily family, int seed)
    {
        var random = new Random(seed);
        var pairs = (from i in Enumerable.Range(0, Zones) from j in Enumerable.Range(0, Zones) where i != j select (i, j)).ToArray();
        var mass = Enumerable.Range(0, 2 * Zones).Select(_ => 10 + (90 * random.NextDouble())).ToArray();
        var cost = pairs.Select(_ => 5 + (60 * random.NextDouble())).ToArray();
        var freeOrigin = family is InteractionFamily.ProductionConstrained or InteractionFamily.DoublyConstrained;
        var freeDestination = family is InteractionFamily.AttractionConstrained or InteractionFamily.DoublyConstrained;
        var effect = Enumerable.Range(0, 2 * Zones).Select(_ => 3 * random.NextDouble()).ToArray();
        double Mean(int k) => Math.Exp(
            (freeOrigin ? effect[pairs[k].i] + 4 : Truth["ln origin mass"] * Math.Log(mass[pairs[k].i]))
            + (freeDestination ? effect[Zones + pairs[k].j] + 3 : Truth["ln destination mass"] * Math.Log(mass[Zones + pairs[k].j]))
            + (Truth["ln cost"] * Math.Log(cost[k])) + (Truth["cost"] * cost[k]));
        return new InteractionData
        {
            ZoneCount = Zones,
            Origin = [.. pairs.Select(pair => pair.i)],
            Destination = [.. pairs.Select(pair => pair.j)],
            Cost = cost,
            Flow = [.. pairs.Select((_, k) => (double)Poisson.Sample(random, Mean(k)))],
            OriginMass = mass[..Zones],
            DestinationMass = mass[Zones..],
        };
    }
}
