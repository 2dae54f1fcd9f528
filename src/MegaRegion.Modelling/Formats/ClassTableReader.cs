using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// Reads a table of travel classes, one row for each: columns class (name), trips (file), and if wanted toll_weight,
/// distance_weight (empty: those of the network), car_equivalents (empty: 1) and closed_link_types (numbers separated by '|').
/// Everything that is wrong is reported with its row and column.
/// </summary>
public static class ClassTableReader
{
    private const string Name = "class";
    private const string Trips = "trips";
    private const string Closed = "closed_link_types";

    private static readonly string[] Known = [Name, Trips, "toll_weight", "distance_weight", "car_equivalents", Closed];

    /// <summary>Reads a table.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">Its name for messages.</param>
    /// <returns>The classes in file order, at least one; or what is wrong.</returns>
    public static Outcome<IReadOnlyList<ClassRow>> Read(TextReader reader, string source)
    {
        var problems = new ProblemList(source);
        var table = CsvTable.Read(reader, problems);
        table.Require(Name, Trips);

        // A misspelt column would silently leave a weight at its default.
        foreach (var column in table.Columns.Where(column => !Known.Contains(column, StringComparer.OrdinalIgnoreCase)))
            problems.Add(1, column, $"expected one of the columns {string.Join(", ", Known)}");
        if (table.Rows.Count == 0)
            problems.Add(0, "rows", "expected at least one class below the header");
        var (rows, seen) = (new List<ClassRow>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in problems.IsEmpty ? table.Rows : [])
            rows.Add(Row(table, row, seen, problems));
        return problems.IsEmpty ? Found(rows) : Outcome<IReadOnlyList<ClassRow>>.Refused(problems.Items);
    }

    private static Outcome<IReadOnlyList<ClassRow>> Found(List<ClassRow> rows) => rows.ToArray();

    private static ClassRow Row(CsvTable table, CsvRow row, HashSet<string> seen, ProblemList problems)
    {
        var (name, trips) = (table.Text(row, Name), table.Text(row, Trips));
        if (name.Length == 0 || !name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'))
            problems.Add(row.Number, Name, $"expected a name of letters, digits, '-' and '_', found '{name}'");
        else if (!seen.Add(name))
            problems.Add(row.Number, Name, $"the class {name} stands twice");
        if (trips.Length == 0)
            problems.Add(row.Number, Trips, "expected the name of a file, found an empty field");
        var equivalents = table.Number(row, "car_equivalents", 1);
        if (!(equivalents > 0 && double.IsFinite(equivalents)))
            problems.Add(row.Number, "car_equivalents", $"expected a value above 0, found {equivalents:R}");
        return new ClassRow(
            name, trips, Weight(table, row, "toll_weight", problems), Weight(table, row, "distance_weight", problems), equivalents, LinkTypes(table, row, problems));
    }

    private static double? Weight(CsvTable table, CsvRow row, string column, ProblemList problems)
    {
        if (table.Text(row, column).Length == 0)
            return null;
        var value = table.Number(row, column, 0);
        if (!(value >= 0 && double.IsFinite(value)))
            problems.Add(row.Number, column, $"expected a finite value of at least 0, found {value:R}");
        return value;
    }

    private static List<int> LinkTypes(CsvTable table, CsvRow row, ProblemList problems)
    {
        var types = new List<int>();
        foreach (var text in table.Text(row, Closed).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var type))
                types.Add(type);
            else
                problems.Add(row.Number, Closed, $"expected numbers separated by '|', found '{text}'");
        }

        return types;
    }
}
