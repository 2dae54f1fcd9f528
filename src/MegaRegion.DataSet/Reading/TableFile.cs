using System.Text.Unicode;
using CsvHelper;

namespace MegaRegion.DataSet.Reading;

/// <summary>
/// Reads one CSV file of the data set: UTF-8, comma, header in the first line. What is wrong with the file goes to the
/// log with its row; the caller sees only rows that have the right number of fields.
/// </summary>
internal static class TableFile
{
    /// <summary>The rows in file order. One <see cref="TableRow"/> is used for all of them; keep none.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="file">Path below it, with '/'.</param>
    /// <param name="columns">The columns that must be there; others are ignored.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IEnumerable<TableRow> Read(string directory, string file, string[] columns, ProblemLog problems)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path))
        {
            problems.Add(
                file,
                0,
                "",
                "the file is missing.",
                "take it from the release, or point MEGAREGION_DATA to a whole data set.");
            yield break;
        }

        using var reader = CsvReader.FromFile(path, Options(file, problems));
        var row = new TableRow(file, reader, HeaderOf(file, reader, problems), problems);
        if (!HasColumns(file, row, columns, problems))
            yield break;

        while (reader.Read())
        {
            if (IsUtf8(file, reader, problems) && row.MoveToCurrent())
                yield return row;
        }
    }

    private static CsvReaderOptions Options(string file, ProblemLog problems) => new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        OnMalformedRecord = bad => problems.Add(
            file,
            (int)bad.LineNumber,
            "",
            $"the quotes do not match ({bad.Reason}).", "enclose the field in quotes and double the quotes in it."),
    };

    private static Dictionary<string, int> HeaderOf(string file, CsvReader reader, ProblemLog problems)
    {
        var header = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in reader.Headers)
        {
            if (!header.TryAdd(name, header.Count))
                problems.Add(file, 1, name, "the column stands twice in the header.", "remove one of the two.");
        }

        return header;
    }

    private static bool IsUtf8(string file, CsvReader reader, ProblemLog problems)
    {
        if (Utf8.IsValid(reader.RawRecord))
            return true;

        problems.Add(
            file, (int)reader.LineNumber, "", "the row holds bytes that are not UTF-8.", "save the file as UTF-8.");
        return false;
    }

    private static bool HasColumns(string file, TableRow row, string[] columns, ProblemLog problems)
    {
        var complete = true;
        foreach (var column in columns.Where(column => !row.Has(column)))
        {
            problems.Add(
                file,
                1,
                column,
                $"the column is missing; expected {string.Join(", ", columns)}.",
                "restore the header line.");
            complete = false;
        }

        return complete;
    }
}
