using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Combined;

/// <summary>Trips and link flows that agree with each other. Link arrays are in the order of the network file.</summary>
public sealed class CombinedResult
{
    /// <summary>Trips by mode; the first table is on the network.</summary>
    public required IReadOnlyList<OdMatrix> Trips { get; init; }

    /// <summary>Cheapest cost between zones at the flows; +∞ without a path, 0 on the diagonal.</summary>
    public required OdMatrix Cost { get; init; }

    /// <summary>Flow of each link.</summary>
    public required double[] LinkFlow { get; init; }

    /// <summary>Cost of each link at its flow.</summary>
    public required double[] LinkCost { get; init; }

    /// <summary>Iterations, the last of which belongs to the result.</summary>
    public required IReadOnlyList<CombinedIteration> History { get; init; }

    /// <summary>Why the run stopped.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>What the assignment part took.</summary>
    public required AssignmentWork Work { get; init; }

    /// <summary>Steps of the demand, each with an exact line search.</summary>
    public required int DemandSteps { get; init; }

    /// <summary>Where the run ended.</summary>
    public CombinedIteration Final => History[^1];
}
