using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Running;

/// <summary>A year of the dynamics.</summary>
/// <param name="Year">The year.</param>
/// <param name="Trips">Trips between zones.</param>
/// <param name="RailTrips">Of them by rail.</param>
/// <param name="Attraction">Attractiveness of every zone, 1 at the start.</param>
/// <param name="RelativeGap">How well the year is solved.</param>
internal sealed record DynamicYear(int Year, OdMatrix Trips, double RailTrips, double[] Attraction, double RelativeGap);
