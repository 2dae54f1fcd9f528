namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>A class in what <c>megaregion assign --json</c> writes.</summary>
internal sealed record AssignClassJson
{
    public required string Name { get; init; }

    public required double TollWeight { get; init; }

    public required double DistanceWeight { get; init; }

    /// <summary>Cars whose room a vehicle takes.</summary>
    public required double CarEquivalents { get; init; }

    /// <summary>Vehicles between different zones.</summary>
    public required double AssignedTrips { get; init; }

    public required double IntrazonalTrips { get; init; }

    /// <summary>Σ vehicles · (time + toll and length as this class weighs them).</summary>
    public required double TotalTime { get; init; }

    /// <summary>Σ vehicles · length.</summary>
    public required double TotalLength { get; init; }
}
