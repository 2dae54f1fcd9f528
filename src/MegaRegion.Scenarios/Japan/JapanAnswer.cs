using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>What a scenario leads to. Trips are in the unit of the base year (persons a year for 2005 and 2010).</summary>
/// <param name="Network">The network that was solved.</param>
/// <param name="Trips">Trips by <see cref="TravelMode"/>, zone to zone.</param>
/// <param name="Service">What travel takes, crowding included.</param>
/// <param name="LogSumChange">Change of the log-sum against the base; 0 where nothing changes.</param>
/// <param name="SurplusYen">Consumer surplus against the base, yen in the unit of trips, by the rule of a half on log-sums.</param>
/// <param name="Assignment">Persons a day on the links of <paramref name="Network"/>.</param>
/// <param name="Residuals">Residual of every round.</param>
/// <param name="Converged">Whether the last residual met the target.</param>
public sealed record JapanAnswer(
    TravelNetwork Network,
    OdMatrix[] Trips,
    LevelOfService Service,
    OdMatrix LogSumChange,
    double SurplusYen,
    AssignmentResult Assignment,
    IReadOnlyList<double> Residuals,
    bool Converged);
