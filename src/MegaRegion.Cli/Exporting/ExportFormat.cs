namespace MegaRegion.Cli.Exporting;

/// <summary>Forms of an export.</summary>
internal static class ExportFormat
{
    /// <summary>Comma-separated values with a header.</summary>
    public const string Csv = "csv";

    /// <summary>One JSON object a line.</summary>
    public const string Ndjson = "ndjson";

    /// <summary>The form that a file's name says: <c>.ndjson</c> or <c>.jsonl</c>, else CSV.</summary>
    public static string Of(string? file) =>
        Path.GetExtension(file)?.ToLowerInvariant() is ".ndjson" or ".jsonl" ? Ndjson : Csv;

    /// <summary>A writer of a form.</summary>
    public static IFlowRowWriter Writer(string format, TextWriter output) => format switch
    {
        Csv => new CsvFlowRowWriter(output),
        Ndjson => new NdjsonFlowRowWriter(output),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "The form is csv or ndjson."),
    };
}
