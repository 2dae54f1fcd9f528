using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Transit;

/// <summary>Journeys between zones along the cheapest path; +∞ where there is none, 0 on the diagonal.</summary>
/// <param name="Cost">Minutes as they are felt.</param>
/// <param name="RideMinutes">Minutes on vehicles.</param>
/// <param name="WaitMinutes">Minutes of waiting.</param>
/// <param name="WalkMinutes">Minutes on foot.</param>
/// <param name="Boardings">Vehicles boarded; transfers are one fewer.</param>
public sealed record TransitSkim(OdMatrix Cost, OdMatrix RideMinutes, OdMatrix WaitMinutes, OdMatrix WalkMinutes, OdMatrix Boardings);
