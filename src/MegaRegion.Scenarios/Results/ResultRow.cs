namespace MegaRegion.Scenarios.Results;

/// <summary>A row: texts for the text columns and numbers for the number columns, each in column order.</summary>
/// <param name="Texts">Values of the text columns.</param>
/// <param name="Numbers">Values of the number columns; null where there is none.</param>
public sealed record ResultRow(IReadOnlyList<string> Texts, IReadOnlyList<double?> Numbers);
