using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>What <see cref="MunicipalDemand"/> calls for.</summary>
/// <param name="Trips">Trips between municipalities.</param>
/// <param name="CityTrips">The same by mode between their cities.</param>
/// <param name="Passes">Passes of the balancing.</param>
internal sealed record MunicipalTrips(OdMatrix Trips, OdMatrix[] CityTrips, int Passes);
