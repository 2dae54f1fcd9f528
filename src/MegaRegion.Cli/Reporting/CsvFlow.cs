using MegaRegion.V1;

namespace MegaRegion.Cli.Reporting;

/// <summary>A flow and where it stands.</summary>
/// <param name="Row">Line of the file, from 1; the header is line 1.</param>
/// <param name="Flow">The flow.</param>
internal readonly record struct CsvFlow(int Row, Flow Flow);
