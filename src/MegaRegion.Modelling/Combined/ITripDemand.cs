using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>Trips as a function of costs: distribution, elasticity, mode choice, or any composition of them.</summary>
public interface ITripDemand
{
    /// <summary>Trips between zones when travel costs this much.</summary>
    /// <param name="cost">Cheapest cost between zones; +∞ where there is no path; the diagonal is 0.</param>
    /// <returns>Trips, a continuous function of the costs, or why there are none.</returns>
    Outcome<OdMatrix> Trips(OdMatrix cost);
}
