using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>What one wants to see first of a result.</summary>
/// <param name="Headline">Headline figures.</param>
/// <param name="Tables">Keys of the tables.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.ResultSummary")]
public sealed record ResultSummary([property: Id(0)] FigureMessage[] Headline, [property: Id(1)] string[] Tables);
