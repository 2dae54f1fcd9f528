using MegaRegion.V1;

namespace MegaRegion.Cli.Exporting;

/// <summary>A flow of the journal as a row of a file.</summary>
/// <param name="Report">The report that it came in; its position orders the file.</param>
/// <param name="Line">Place of the flow in its report, from 1 to the report's flow count.</param>
/// <param name="Flow">The flow.</param>
internal readonly record struct FlowRow(ExportedReport Report, int Line, Flow Flow);
