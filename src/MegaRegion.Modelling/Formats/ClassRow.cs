using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Formats;

/// <summary>A class of travellers as a table of classes states it.</summary>
/// <param name="Name">Name: letters, digits, '-' and '_'.</param>
/// <param name="TripsFile">File of the trips, in vehicles, as the table names it.</param>
/// <param name="TollWeight">Cost per unit of toll; null takes that of the network.</param>
/// <param name="DistanceWeight">Cost per unit of length; null takes that of the network.</param>
/// <param name="CarEquivalents">Cars whose room a vehicle takes, above 0.</param>
/// <param name="ClosedLinkTypes">Link types that the class may not use.</param>
public sealed record ClassRow(
    string Name, string TripsFile, double? TollWeight, double? DistanceWeight, double CarEquivalents, IReadOnlyList<int> ClosedLinkTypes)
{
    /// <summary>The weights of this class.</summary>
    /// <param name="network">Weights for what the table leaves open.</param>
    public CostWeights Weights(CostWeights network) => new(TollWeight ?? network.Toll, DistanceWeight ?? network.Distance);

    /// <summary>What each link costs the class beyond its time, in file order; +∞ where it is closed to it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">Weights for what the table leaves open.</param>
    public double[] Toll(NetworkDefinition network, CostWeights weights)
    {
        var (toll, distance) = Weights(weights);
        return [.. network.Links.Select(link => ClosedLinkTypes.Contains(link.LinkType) ? double.PositiveInfinity : (toll * link.Toll) + (distance * link.Length))];
    }
}
