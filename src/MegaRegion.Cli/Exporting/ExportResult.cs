namespace MegaRegion.Cli.Exporting;

/// <summary>What an export wrote.</summary>
/// <param name="File">The file; null for standard output.</param>
/// <param name="Format">csv or ndjson.</param>
/// <param name="AfterPosition">It began after this position of the journal.</param>
/// <param name="ToPosition">The last position in the file.</param>
/// <param name="Reports">Reports that this run wrote.</param>
/// <param name="Flows">Flows that this run wrote.</param>
internal sealed record ExportResult(
    string? File, string Format, long AfterPosition, long ToPosition, long Reports, long Flows);
