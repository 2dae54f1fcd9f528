using System.Text;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// A comma-separated table with a header line (RFC 4180 without line breaks inside quotes). Columns are found by name,
/// so their order does not matter and unknown ones are left alone.
/// </summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly ProblemList _problems;

    private CsvTable(Dictionary<string, int> columns, List<CsvRow> rows, ProblemList problems) =>
        (_columns, Rows, _problems) = (columns, rows, problems);

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Names of the columns, in file order.</summary>
    public IReadOnlyList<string> Columns => [.. _columns.OrderBy(column => column.Value).Select(column => column.Key)];

    public static CsvTable Read(TextReader reader, ProblemList problems)
    {
        var header = Split(reader.ReadLine() ?? string.Empty);
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var k = 0; k < header.Length; k++)
        {
            if (!columns.TryAdd(header[k].Trim().TrimStart('\uFEFF'), k))
                problems.Add(1, header[k], "the column is there twice");
        }

        var rows = new List<CsvRow>();
        for (var number = 2; reader.ReadLine() is { } line && !problems.IsFull; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var fields = Split(line);
            if (fields.Length == header.Length)
                rows.Add(new CsvRow(number, fields));
            else
                problems.Add(number, "row", $"expected {header.Length} fields, found {fields.Length}");
        }

        return new CsvTable(columns, rows, problems);
    }

    /// <summary>Reports every required column that is missing.</summary>
    public void Require(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_columns.ContainsKey(name))
                _problems.Add(1, name, "expected this column, found none");
        }
    }

    /// <summary>The text of a field; empty when the table does not have the column.</summary>
    public string Text(CsvRow row, string column) =>
        _columns.TryGetValue(column, out var index) ? row.Fields[index].Trim() : string.Empty;

    /// <summary>A number; the fallback where the field is empty; NaN and a problem where it is not a number.</summary>
    public double Number(CsvRow row, string column, double fallback)
    {
        var text = Text(row, column);
        if (text.Length == 0)
            return fallback;
        if (TntpLine.TryNumber(text, out var value))
            return value;
        _problems.Add(row.Number, column, $"expected a number, found '{text}'");
        return double.NaN;
    }

    private static string[] Split(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var k = 0; k < line.Length; k++)
        {
            if (line[k] == '"' && quoted && k + 1 < line.Length && line[k + 1] == '"')
                field.Append(line[k++]);
            else if (line[k] == '"')
                quoted = !quoted;
            else if (line[k] == ',' && !quoted)
                field = Finish(fields, field);
            else
                field.Append(line[k]);
        }

        Finish(fields, field);
        return [.. fields];
    }

    private static StringBuilder Finish(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        return field.Clear();
    }
}
