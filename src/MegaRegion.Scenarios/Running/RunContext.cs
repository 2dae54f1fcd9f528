using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>What reports are made from.</summary>
internal sealed class RunContext
{
    public required ScenarioModel Model { get; init; }

    public required ScenarioDocument Document { get; init; }

    public required AppliedChanges Changes { get; init; }

    public required SolvedLayers Before { get; init; }

    public required SolvedLayers After { get; init; }

    /// <summary>Solves other changes on the same baseline.</summary>
    public required Func<IEnumerable<Modification>, SolvedLayers> Solve { get; init; }

    /// <summary>Trips of all modes before.</summary>
    public required OdMatrix TripsBefore { get; init; }

    /// <summary>Trips of all modes after.</summary>
    public required OdMatrix TripsAfter { get; init; }

    /// <summary>What convergence leaves open in the trips of every pair.</summary>
    public required OdMatrix Noise { get; init; }

    /// <summary>Solved with the first k changes, k from 0 to all.</summary>
    public required Lazy<IReadOnlyList<SolvedLayers>> Steps { get; init; }

    public required IReadOnlyList<DynamicYear> Dynamics { get; init; }
}
