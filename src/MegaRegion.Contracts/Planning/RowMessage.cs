using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>A row of a table.</summary>
/// <param name="Texts">Values of the text columns.</param>
/// <param name="Numbers">Values of the number columns; NaN where there is none.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.RowMessage")]
public sealed record RowMessage([property: Id(0)] string[] Texts, [property: Id(1)] double[] Numbers);
