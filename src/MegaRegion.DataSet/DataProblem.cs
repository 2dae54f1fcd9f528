namespace MegaRegion.DataSet;

/// <summary>One thing that is wrong with a file of the data set.</summary>
/// <param name="File">Path below the data directory, with '/'.</param>
/// <param name="Row">Line of the file, the header being 1; 0 when the whole file is meant.</param>
/// <param name="Column">Name of the column; empty when the whole row or file is meant.</param>
/// <param name="Message">What is there and what was expected, one sentence.</param>
/// <param name="Cure">What to do, one sentence.</param>
public sealed record DataProblem(string File, int Row, string Column, string Message, string Cure)
{
    /// <summary>The problem in one line, in the order file, row, column, message, cure.</summary>
    public override string ToString()
    {
        var row = Row == 0 ? "" : $", row {Row}";
        var column = Column.Length == 0 ? "" : $", column {Column}";
        return $"{File}{row}{column}: {Message} Cure: {Cure}";
    }
}
