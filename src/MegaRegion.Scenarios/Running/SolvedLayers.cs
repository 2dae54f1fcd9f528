using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Running;

/// <summary>The four layers of a scenario in agreement. Flows are a year's.</summary>
public sealed record SolvedLayers
{
    /// <summary>The network that was solved.</summary>
    public required TravelNetwork Network { get; init; }

    /// <summary>What travel takes, crowding included.</summary>
    public required LevelOfService Service { get; init; }

    /// <summary>Trips by mode between survey zones, persons.</summary>
    public required OdMatrix[] Trips { get; init; }

    /// <summary>Trips that the crowded network calls for; the difference from <see cref="Trips"/> is what convergence left.</summary>
    public required OdMatrix[] Called { get; init; }

    /// <summary>Change of the log-sum against the baseline.</summary>
    public required OdMatrix LogSumChange { get; init; }

    /// <summary>Goods, money and information between prefectures.</summary>
    public required OdMatrix[] Others { get; init; }

    /// <summary>Δ ln of each layer that other layers induced, between prefectures.</summary>
    public required OdMatrix[] Induced { get; init; }

    /// <summary>Consumer surplus against the baseline, yen a year.</summary>
    public required double SurplusYen { get; init; }

    /// <summary>Persons a day on the links.</summary>
    public required AssignmentResult Assignment { get; init; }

    /// <summary>Trips that were assigned, persons a day between cities, mode by mode as <see cref="TravelNetwork.ZoneOf"/> says.</summary>
    public required OdMatrix DailyTrips { get; init; }

    /// <summary>Relative gap of the assignment, by round.</summary>
    public required IReadOnlyList<double> Gaps { get; init; }

    /// <summary>Σ |trips called for − trips assigned| / Σ trips, by round.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    /// <summary>Largest |x − s − Γ x| over all pairs and layers.</summary>
    public required double CouplingResidual { get; init; }

    /// <summary>Whether both gap and residual met the target.</summary>
    public required bool Converged { get; init; }

    /// <summary>Trips of all modes between survey zones.</summary>
    public OdMatrix AllTrips => Sum(Trips);

    internal static OdMatrix Sum(OdMatrix[] modes)
    {
        var sum = new OdMatrix(modes[0].Size);
        foreach (var mode in modes)
        {
            for (var pair = 0; pair < sum.Values.Length; pair++)
                sum.Values[pair] += mode.Values[pair];
        }

        return sum;
    }
}
