namespace MegaRegion.Modelling.Formats;

/// <summary>One row of a comma-separated table with its line number.</summary>
/// <param name="Number">Line number, from 1.</param>
/// <param name="Fields">Fields without quotes.</param>
internal sealed record CsvRow(int Number, string[] Fields);
