using System.Globalization;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>Results as CSV: UTF-8, comma, header in the first line, numbers as they survive a round trip.</summary>
public static class CsvTables
{
    /// <summary>Writes the headline figures.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="result">The result.</param>
    public static void WriteHeadline(TextWriter writer, ScenarioResult result)
    {
        writer.Write("key,name_en,name_ja,unit,baseline_label,label,before,after,change,low,high,noise\n");
        foreach (var figure in result.Headline)
        {
            Line(writer, [figure.Key, figure.NameEn, figure.NameJa, figure.Unit, Word(figure.BaselineLabel), Word(figure.Label)],
                [figure.Before, figure.After, figure.Change, figure.Low, figure.High, figure.Noise]);
        }
    }

    /// <summary>Writes a table; units and labels stand in the header as <c>key [unit; label]</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="table">The table.</param>
    public static void WriteTable(TextWriter writer, ResultTable table)
    {
        writer.Write(string.Join(',', table.Columns.Select(column => Quoted(column.IsNumber ? $"{column.Key} [{column.Unit}; {Word(column.Label)}]" : column.Key))));
        writer.Write('\n');
        foreach (var row in table.Rows)
            Line(writer, row.Texts, row.Numbers);
    }

    /// <summary>Writes the flows of a layer, pairs without flow left out.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="matrix">The layer.</param>
    public static void WriteFlows(TextWriter writer, LayerMatrix matrix)
    {
        writer.Write($"layer,from,to,before [{matrix.Unit}; {Word(matrix.Label)}],after [{matrix.Unit}; modelled]\n");
        var size = matrix.Places.Count;
        for (var pair = 0; pair < matrix.Before.Count; pair++)
        {
            if (matrix.Before[pair] != 0 || matrix.After[pair] != 0)
                Line(writer, [matrix.Layer, matrix.Places[pair / size], matrix.Places[pair % size]], [matrix.Before[pair], matrix.After[pair]]);
        }
    }

    private static void Line(TextWriter writer, IReadOnlyList<string> texts, IReadOnlyList<double?> numbers)
    {
        writer.Write(string.Join(',', texts.Select(Quoted).Concat(numbers.Select(number => number?.ToString("R", CultureInfo.InvariantCulture) ?? ""))));
        writer.Write('\n');
    }

    // A text that a spreadsheet would take for a formula is defused.
    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && "=+@\t".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\n\r") < 0 ? safe : "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static string Word(FigureLabel label) => label.ToString().ToLowerInvariant();
}
