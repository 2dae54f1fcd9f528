using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>Trips between municipalities. All of it is modelled; observed are only the totals of survey zones.</summary>
/// <param name="Trips">Trips of all modes between municipalities, in the unit of the survey.</param>
/// <param name="CityTrips">The same by <see cref="TravelMode"/> between the cities through which they travel.</param>
/// <param name="ZoneTrips">The same between survey zones.</param>
/// <param name="Assignment">Persons a day on the links of the network.</param>
/// <param name="Residuals">Σ |called for − assigned| / Σ assigned of every round, between cities and by mode.</param>
/// <param name="Converged">Whether the last residual met the target.</param>
/// <param name="BalancingPasses">Passes over the matrix of municipalities that the last balancing took.</param>
public sealed record MunicipalAnswer(
    OdMatrix Trips, OdMatrix[] CityTrips, OdMatrix ZoneTrips, AssignmentResult Assignment, IReadOnlyList<double> Residuals, bool Converged, int BalancingPasses);
