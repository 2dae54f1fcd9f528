using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// Reads a table with one row per zone: a column "zone" and columns of numbers of at least 0. Everything that is wrong is
/// reported with its row and column.
/// </summary>
public static class ZoneTableReader
{
    private const string ZoneColumn = "zone";

    /// <summary>Reads a table.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">Its name for messages.</param>
    /// <param name="required">Columns that must be there, filled in every row.</param>
    /// <param name="optional">Columns that may be there.</param>
    public static Outcome<ZoneTable> Read(
        TextReader reader, string source, IReadOnlyList<string> required, IReadOnlyList<string>? optional = null)
    {
        var problems = new ProblemList(source);
        var table = CsvTable.Read(reader, problems);
        table.Require([ZoneColumn, .. required]);
        if (table.Rows.Count == 0)
            problems.Add(0, "rows", "expected at least one row below the header");
        string[] columns = [.. required, .. (optional ?? []).Where(name => table.Columns.Contains(name, StringComparer.OrdinalIgnoreCase))];
        if (!problems.IsEmpty)
            return Outcome<ZoneTable>.Refused(problems.Items);
        var (zones, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var values = columns.ToDictionary(name => name, _ => new double[table.Rows.Count], StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var zone = table.Text(row, ZoneColumn);
            if (zone.Length == 0 || !seen.Add(zone))
                problems.Add(row.Number, ZoneColumn, zone.Length == 0 ? "expected the name of a zone" : $"the zone {zone} stands twice");
            foreach (var name in columns)
                values[name][zones.Count] = Value(table, row, name, required.Contains(name, StringComparer.Ordinal), problems);
            zones.Add(zone);
        }

        return problems.IsEmpty ? new ZoneTable(zones, values) : Outcome<ZoneTable>.Refused(problems.Items);
    }

    private static double Value(CsvTable table, CsvRow row, string column, bool isRequired, ProblemList problems)
    {
        var value = table.Number(row, column, double.NaN);
        if (value < 0)
            problems.Add(row.Number, column, $"expected a value of at least 0, found {value:R}");
        else if (isRequired && table.Text(row, column).Length == 0)
            problems.Add(row.Number, column, "expected a value, found an empty field");
        return value;
    }
}
