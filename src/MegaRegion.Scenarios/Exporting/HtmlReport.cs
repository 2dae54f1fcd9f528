using System.Globalization;
using System.Net;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>
/// A result as one HTML file that needs nothing else: headline figures with intervals, a map of arrivals, charts of regions,
/// modes and convergence as inline SVG, and all tables; Japanese and English side by side. Every figure says how it is known.
/// </summary>
public static class HtmlReport
{
    private const int ShownRows = 60;

    /// <summary>Writes the report.</summary>
    /// <param name="writer">Where to; UTF-8.</param>
    /// <param name="result">The result.</param>
    /// <param name="world">The world that it was solved on.</param>
    /// <param name="shapes">Outlines of the prefectures.</param>
    public static void Write(TextWriter writer, ScenarioResult result, ScenarioWorld world, IReadOnlyList<MapShape> shapes)
    {
        var names = new PlaceNames(world);
        writer.Write($"<!doctype html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(result.TitleJa)} · {Text(result.TitleEn)}</title><style>{HtmlStyle.Css}</style></head><body><main>\n");
        WriteHead(writer, result);
        WriteHeadline(writer, result);
        writer.Write("<section class=\"charts\">\n");
        SvgCharts.Map(writer, result, world, shapes);
        SvgCharts.Regions(writer, result, names);
        SvgCharts.Modes(writer, result);
        SvgCharts.Convergence(writer, result);
        writer.Write("</section>\n");
        foreach (var table in result.Tables)
            WriteTable(writer, table, names);
        writer.Write("</main></body></html>\n");
    }

    /// <summary>Text that cannot be taken for markup.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A number for people: four significant digits, groups of thousands.</summary>
    internal static string Number(double? value) => value switch
    {
        null => "",
        0 => "0",
        { } number when Math.Abs(number) >= 1000 => Math.Round(number).ToString("N0", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) < 1e-4 => number.ToString("0.0e0", CultureInfo.InvariantCulture),
        { } number => number.ToString("G4", CultureInfo.InvariantCulture),
    };

    private static void WriteHead(TextWriter writer, ScenarioResult result)
    {
        writer.Write($"<header><h1>{Text(result.TitleJa)}</h1><p class=\"en\">{Text(result.TitleEn)}</p>\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"<p>{result.Year} · 基準 Baseline: {Text(result.Baseline)} · 施策 Changes: {Text(string.Join(", ", result.Changes))}<br>相対ギャップ Relative gap {result.Convergence.RelativeGap:0.0e0} · 層間の残差 Coupling residual {result.Convergence.CouplingResidual:0.0e0} · {Text(result.Convergence.StopReason)} · <code>{result.Id}</code></p>\n"));
        writer.Write("<p class=\"legend\"><b class=\"observed\">実績 observed</b> <b class=\"modelled\">モデル modelled</b> <b class=\"assumed\">仮定 assumed</b></p></header>\n");
    }

    private static void WriteHeadline(TextWriter writer, ScenarioResult result)
    {
        writer.Write("<section><h2>主要指標 <span class=\"en\">Headline figures</span></h2><table><thead><tr><th>指標 Figure</th><th>単位 Unit</th><th>前 Before</th><th>後 After</th><th>変化 Change</th><th>90 % 区間 Interval</th><th>収束誤差 Noise</th></tr></thead><tbody>\n");
        foreach (var figure in result.Headline)
        {
            var interval = figure is { Low: { } low, High: { } high } ? $"{Number(low)} … {Number(high)}" : "";
            writer.Write($"<tr><th>{Text(figure.NameJa)} <span class=\"en\">{Text(figure.NameEn)}</span></th><td class=\"t\">{Text(figure.Unit)}</td><td class=\"{Class(figure.BaselineLabel)}\">{Number(figure.Before)}</td><td class=\"{Class(figure.Label)}\">{Number(figure.After)}</td><td class=\"{Class(figure.Label)}\">{Number(figure.Change)}</td><td>{interval}</td><td>{Number(figure.Noise)}</td></tr>\n");
        }

        writer.Write("</tbody></table></section>\n");
    }

    private static void WriteTable(TextWriter writer, ResultTable table, PlaceNames names)
    {
        writer.Write($"<section><h2>{Text(table.TitleJa)} <span class=\"en\">{Text(table.TitleEn)}</span></h2><p>{Text(table.NoteJa)} <span class=\"en\">{Text(table.NoteEn)}</span></p><div class=\"wide\"><table><thead><tr>");
        foreach (var column in table.Columns)
            writer.Write($"<th>{Text(column.NameJa)} <span class=\"en\">{Text(column.NameEn)}</span>{(column.Unit.Length > 0 ? $" ({Text(column.Unit)})" : "")}</th>");
        writer.Write("</tr></thead><tbody>\n");
        ResultColumn[] numbers = [.. table.Columns.Where(column => column.IsNumber)];
        foreach (var row in table.Rows.Take(ShownRows))
        {
            writer.Write("<tr>" + string.Concat(row.Texts.Select(text => $"<td class=\"t\">{Text(names.Of(text))}</td>")));
            for (var k = 0; k < numbers.Length; k++)
                writer.Write($"<td class=\"{Class(numbers[k].Label)}\">{Number(row.Numbers[k])}</td>");
            writer.Write("</tr>\n");
        }

        writer.Write("</tbody></table></div>");
        if (table.Rows.Count > ShownRows)
            writer.Write($"<p class=\"en\">{ShownRows} / {table.Rows.Count} 行 rows. 全行は CSV で。 All rows are in the CSV export.</p>");
        writer.Write("</section>\n");
    }

    private static string Class(FigureLabel label) => label.ToString().ToLowerInvariant();
}
