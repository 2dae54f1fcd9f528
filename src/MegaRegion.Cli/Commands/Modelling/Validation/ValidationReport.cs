using System.Globalization;

namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary>Writes comparisons as a page of tables.</summary>
internal static class ValidationReport
{
    /// <summary>Writes Markdown.</summary>
    public static void Write(TextWriter writer, OracleList list)
    {
        Line(writer, "# What the engine finds against what is known");
        Line(writer, "");
        Line(writer, "Written by `megaregion validate-model --tntp FOLDER --austria FILE --report docs/modelling/validation.md`; do not edit. Last digits can");
        Line(writer, "differ between processors. Every row is also a test, where its input ships with the repository or lies beside it.");
        Line(writer, "");
        Line(writer, string.Create(CultureInfo.InvariantCulture, $"{list.Items.Count(item => item.Passes)} of {list.Items.Count} comparisons pass."));
        if (list.Absent.Count > 0)
            Line(writer, $"Not here, so not compared: {string.Join(", ", list.Absent)}.");
        foreach (var part in list.Items.GroupBy(item => item.Part, StringComparer.Ordinal))
        {
            Line(writer, "");
            Line(writer, $"## {part.Key}");
            Line(writer, "");
            Line(writer, "| case | quantity | expected | found | difference | tolerance | | source |");
            Line(writer, "|---|---|---|---|---|---|---|---|");
            foreach (var item in part)
                Line(writer, Row(item));
        }
    }

    private static string Row(Oracle item) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {item.Case} | {item.Quantity} | {item.Expected:G15} | {item.Found:G15} | {item.Difference:0.0e0} | {item.Tolerance:0.0e0} | {(item.Passes ? "passes" : "**fails**")} | {item.Source} |");

    private static void Line(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Write('\n');
    }
}
