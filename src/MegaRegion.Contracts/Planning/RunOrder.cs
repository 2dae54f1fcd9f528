using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>What is to be run.</summary>
/// <param name="Name">Name of the scenario.</param>
/// <param name="Document">The scenario as YAML.</param>
/// <param name="BaselineDocument">The scenario of the run that is its baseline; null for other baselines.</param>
/// <param name="LivePosition">Position in the journal up to which a live baseline counts; 0 for other baselines.</param>
/// <param name="Planner">Who started it first, empty when nobody said; null in orders that were written before there was one.</param>
/// <param name="EarlierBaselines">The scenarios that the baseline itself starts from, the nearest first; null when it starts from flows.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.RunOrder")]
public sealed record RunOrder(
    [property: Id(0)] string Name,
    [property: Id(1)] string Document,
    [property: Id(2)] string? BaselineDocument,
    [property: Id(3)] long LivePosition,
    [property: Id(4)] string? Planner = null,
    [property: Id(5)] string[]? EarlierBaselines = null);
