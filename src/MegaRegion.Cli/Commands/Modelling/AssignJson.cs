using MegaRegion.Modelling.Assignment;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>What <c>megaregion assign --json</c> writes.</summary>
internal sealed record AssignJson
{
    public required string Network { get; init; }

    public required int Zones { get; init; }

    public required int Nodes { get; init; }

    public required int Links { get; init; }

    /// <summary>Links that repeat the ends of an earlier one; they are kept.</summary>
    public required int ParallelLinks { get; init; }

    public required double AssignedTrips { get; init; }

    public required double IntrazonalTrips { get; init; }

    /// <summary>"ue" or "so".</summary>
    public required string Principle { get; init; }

    /// <summary>"algorithm-b" or "biconjugate-frank-wolfe".</summary>
    public required string Method { get; init; }

    public required double TollWeight { get; init; }

    public required double DistanceWeight { get; init; }

    /// <summary>file, published, option or none.</summary>
    public required string WeightsFrom { get; init; }

    public required double GapTarget { get; init; }

    public required double RelativeGap { get; init; }

    /// <summary>Beckmann objective.</summary>
    public required double Objective { get; init; }

    /// <summary>Σ flow · generalised cost.</summary>
    public required double TotalTime { get; init; }

    public required int Iterations { get; init; }

    /// <summary>gapReached, iterationLimit or precisionReached.</summary>
    public required string Reason { get; init; }

    public required int Threads { get; init; }

    /// <summary>From files in memory to flows, initialisation included.</summary>
    public required double Seconds { get; init; }

    public required double SecondsWithParsing { get; init; }

    public required long PeakMemoryBytes { get; init; }

    /// <summary>Travel classes; empty when there is one kind of traveller. With classes the totals above count cars.</summary>
    public required IReadOnlyList<AssignClassJson> Classes { get; init; }

    public required AssignmentWork Work { get; init; }

    public required IReadOnlyList<AssignmentIteration> History { get; init; }
}
