using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>Travellers who see the same costs. All classes share the roads and their congestion; tolls are their own.</summary>
/// <param name="Name">What the class is called in messages.</param>
/// <param name="Trips">
/// Trips between the zones of the network, each counted by the room it takes (a lorry of two cars as 2); the diagonal is not
/// assigned.
/// </param>
/// <param name="Toll">
/// What each link costs the class beyond its congested cost, in the order of the network file and in the unit of costs, at
/// least 0; +∞ closes the link to the class. Empty for none. A toll in yen is divided by the class's value of time.
/// </param>
public sealed record TravelClass(string Name, OdMatrix Trips, IReadOnlyList<double> Toll);
