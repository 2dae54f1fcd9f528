namespace MegaRegion.Cli.Reporting;

/// <summary>A file of flows that cannot be reported as it is.</summary>
/// <param name="file">The file.</param>
/// <param name="row">Line, from 1.</param>
/// <param name="column">Name of the column; empty when it is about the whole line.</param>
/// <param name="message">What is wrong and how to cure it.</param>
internal sealed class CsvFlowException(string file, int row, string column, string message)
    : Exception(column.Length == 0 ? $"{file}, row {row}: {message}" : $"{file}, row {row}, column {column}: {message}");
