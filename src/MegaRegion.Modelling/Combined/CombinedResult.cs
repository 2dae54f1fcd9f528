using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Combined;

/// <summary>Trips and link flows that agree with each other.</summary>
/// <param name="Trips">T, the trips that were assigned.</param>
/// <param name="Cost">Cheapest cost u between zones at the flows.</param>
/// <param name="Assignment">The assignment of T.</param>
/// <param name="Residuals">Residual Σ |S − T| / Σ T of every round; the last belongs to <paramref name="Trips"/>.</param>
/// <param name="Converged">Whether the last residual met the target.</param>
public sealed record CombinedResult(
    OdMatrix Trips, OdMatrix Cost, AssignmentResult Assignment, IReadOnlyList<double> Residuals, bool Converged);
