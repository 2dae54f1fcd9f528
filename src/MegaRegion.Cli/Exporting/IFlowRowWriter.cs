namespace MegaRegion.Cli.Exporting;

/// <summary>
/// Writes flows of the journal in a form that text tools read. A row begins with the position of its report, its line in
/// the report and the report's lines, so that the last whole report of a cut file can be found again.
/// </summary>
internal interface IFlowRowWriter
{
    /// <summary>Writes what stands once at the beginning of a file.</summary>
    void WriteHeader();

    /// <summary>Writes a row.</summary>
    void Write(in FlowRow row);

    /// <summary>Hands everything written to the output.</summary>
    void Flush();
}
