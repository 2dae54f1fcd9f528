namespace MegaRegion.Modelling.Assignment;

/// <summary>A solved assignment. Arrays are in the order of the network file.</summary>
public sealed class AssignmentResult
{
    /// <summary>Flow of each link.</summary>
    public required double[] LinkFlow { get; init; }

    /// <summary>Flow of each link by class, in the order in which the classes were given; one where there are no classes.</summary>
    public required IReadOnlyList<double[]> ClassFlow { get; init; }

    /// <summary>Generalised cost of each link at its flow, without the tolls of classes.</summary>
    public required double[] LinkCost { get; init; }

    /// <summary>Iterations, the last of which belongs to <see cref="LinkFlow"/>.</summary>
    public required IReadOnlyList<AssignmentIteration> History { get; init; }

    /// <summary>Why the assignment stopped.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>What it took.</summary>
    public required AssignmentWork Work { get; init; }

    /// <summary>What a related assignment can start from; null for methods that keep only link flows.</summary>
    public AssignmentState? State { get; init; }

    /// <summary>Demand that was assigned.</summary>
    public required double AssignedTrips { get; init; }

    /// <summary>Demand inside zones, which uses no link.</summary>
    public required double IntrazonalTrips { get; init; }

    /// <summary>Relative gap of the flows.</summary>
    public double RelativeGap => History[^1].RelativeGap;

    /// <summary>Beckmann objective of the flows.</summary>
    public double Objective => History[^1].Objective;

    /// <summary>Total generalised cost of the flows.</summary>
    public double TotalCost => History[^1].TotalCost;
}
