using System.Globalization;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>The map and charts of a report as inline SVG.</summary>
internal static class SvgCharts
{
    private const string Gain = "#1f6f8b";
    private const string Loss = "#b5442e";
    private const string Grid = "#e3e7ec";
    private const int RowHeight = 30;

    /// <summary>Change of arrivals by prefecture, percent.</summary>
    public static void Map(TextWriter writer, ScenarioResult result, ScenarioWorld world, IReadOnlyList<MapShape> shapes)
    {
        var change = ByPrefecture(result, world);
        var most = Math.Max(1e-9, change.Values.Select(Math.Abs).DefaultIfEmpty().Max());
        Begin(writer, "到着の変化率（旅客）", "Change of arrivals, people, %", MapProjection.Width, MapProjection.Height);
        foreach (var shape in shapes)
        {
            var value = change.GetValueOrDefault(shape.Place);
            Line(writer, $"<path d=\"{MapProjection.Path(shape)}\" fill=\"{(value >= 0 ? Gain : Loss)}\" fill-opacity=\"{Math.Sqrt(Math.Abs(value) / most) * 0.9:F3}\" stroke=\"#8b95a1\" stroke-width=\".5\"><title>{HtmlReport.Text(world.Geography.NameOf(new Domain.Places.PlaceId(shape.Place)).Ja)} {value:+0.00;-0.00;0} %</title></path>");
        }

        Line(writer, $"<text x=\"8\" y=\"20\" class=\"gain\">■ 増 gain, up to {Math.Max(0, change.Values.DefaultIfEmpty().Max()):0.00} %</text><text x=\"8\" y=\"40\" class=\"loss\">■ 減 loss, down to {Math.Min(0, change.Values.DefaultIfEmpty().Min()):0.00} %</text>");
        End(writer);
    }

    /// <summary>Region-to-region change of people as a matrix of squares.</summary>
    public static void Regions(TextWriter writer, ScenarioResult result, PlaceNames names)
    {
        if (result.Table("regions") is not { } table)
            return;
        var rows = table.Rows.Where(row => row.Texts[0] is "people").ToList();
        string[] regions = [.. rows.SelectMany(row => new[] { row.Texts[1], row.Texts[2] }).Distinct(StringComparer.Ordinal)];
        var most = Math.Max(1e-9, rows.Max(row => Math.Abs(row.Numbers[2] ?? 0)));
        const int Left = 90;
        const int Cell = 46;
        Begin(writer, "地方間の変化（千人/年）", "Change between regions, thousand persons a year; row from, column to", Left + (Cell * regions.Length), 40 + (Cell * regions.Length));
        for (var k = 0; k < regions.Length; k++)
        {
            Line(writer, $"<text x=\"{Left - 6}\" y=\"{40 + (Cell * k) + 28}\" text-anchor=\"end\">{HtmlReport.Text(names.Japanese(regions[k]))}</text><text x=\"{Left + (Cell * k) + (Cell / 2)}\" y=\"30\" text-anchor=\"middle\">{HtmlReport.Text(names.Japanese(regions[k]))}</text>");
        }

        foreach (var row in rows)
        {
            var (x, y) = (Left + (Cell * Array.IndexOf(regions, row.Texts[2])), 40 + (Cell * Array.IndexOf(regions, row.Texts[1])));
            var value = row.Numbers[2] ?? 0;
            Line(writer, $"<rect x=\"{x + 1}\" y=\"{y + 1}\" width=\"{Cell - 2}\" height=\"{Cell - 2}\" fill=\"{(value >= 0 ? Gain : Loss)}\" fill-opacity=\"{(Math.Sqrt(Math.Abs(value) / most) * 0.75) + 0.03:F3}\"/><text x=\"{x + (Cell / 2)}\" y=\"{y + 28}\" text-anchor=\"middle\">{Thousands(value)}</text>");
        }

        End(writer);
    }

    /// <summary>Change by mode as bars from a middle line.</summary>
    public static void Modes(TextWriter writer, ScenarioResult result)
    {
        string[] modes = ["people.rail", "people.air", "people.car", "people.bus"];
        Figure[] figures = [.. modes.Select(result.FigureOf).OfType<Figure>()];
        var most = Math.Max(1e-9, figures.Max(figure => Math.Max(Math.Abs(figure.Change), Math.Max(Math.Abs(figure.Low ?? 0), Math.Abs(figure.High ?? 0)))));
        Begin(writer, "交通機関別の変化（千人/年、線は 90 % 区間）", "Change by mode, thousand persons a year; lines are 90 % intervals", 520, 20 + (RowHeight * figures.Length));
        Line(writer, $"<line x1=\"280\" x2=\"280\" y1=\"0\" y2=\"{20 + (RowHeight * figures.Length)}\" stroke=\"{Grid}\"/>");
        for (var k = 0; k < figures.Length; k++)
        {
            var (figure, y) = (figures[k], 10 + (RowHeight * k));
            var width = 160 * figure.Change / most;
            Line(writer, $"<text x=\"0\" y=\"{y + 18}\">{HtmlReport.Text(figure.NameJa)} {HtmlReport.Text(figure.NameEn)}</text><rect x=\"{280 + Math.Min(0, width):F1}\" y=\"{y + 4}\" width=\"{Math.Abs(width):F1}\" height=\"18\" fill=\"{(width >= 0 ? Gain : Loss)}\" fill-opacity=\".75\"/>");
            if (figure is { Low: { } low, High: { } high })
                Line(writer, $"<line x1=\"{280 + (160 * low / most):F1}\" x2=\"{280 + (160 * high / most):F1}\" y1=\"{y + 13}\" y2=\"{y + 13}\" stroke=\"#1c2430\"/>");
            Line(writer, $"<text x=\"520\" y=\"{y + 18}\" text-anchor=\"end\">{Thousands(figure.Change)}</text>");
        }

        End(writer);
    }

    /// <summary>Residual and gap by round on a logarithmic scale.</summary>
    public static void Convergence(TextWriter writer, ScenarioResult result)
    {
        const int Low = -16;
        Begin(writer, "収束（対数目盛）", "Convergence by round: residual of demand (dark), gap of the assignment (light); logarithmic", 520, 190);
        for (var power = Low; power <= 0; power += 4)
            Line(writer, $"<line x1=\"44\" x2=\"520\" y1=\"{Y(power):F1}\" y2=\"{Y(power):F1}\" stroke=\"{Grid}\"/><text x=\"0\" y=\"{Y(power) + 4:F1}\">1e{power}</text>");
        Series(writer, result.Convergence.Gaps, "#8fb3c1");
        Series(writer, result.Convergence.Residuals, Gain);
        End(writer);

        static double Y(double power) => 10 + (170 * power / Low);

        static void Series(TextWriter writer, IReadOnlyList<double> values, string colour)
        {
            for (var k = 0; k < values.Count; k++)
            {
                var x = 60 + (440.0 * k / Math.Max(1, values.Count - 1));
                Line(writer, $"<circle cx=\"{x:F1}\" cy=\"{Y(Math.Clamp(Math.Log10(Math.Max(values[k], 1e-16)), Low, 0)):F1}\" r=\"4\" fill=\"{colour}\"><title>{k + 1}: {values[k]:0.0e0}</title></circle>");
            }
        }
    }

    private static Dictionary<string, double> ByPrefecture(ScenarioResult result, ScenarioWorld world)
    {
        var people = result.Flows[0];
        var (size, before, after) = (people.Places.Count, new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, double>(StringComparer.Ordinal));
        for (var pair = 0; pair < people.Before.Count; pair++)
        {
            var place = world.Prefectures[world.Geography.PrefectureOfZone[pair % size]].Id.Value;
            before[place] = before.GetValueOrDefault(place) + people.Before[pair];
            after[place] = after.GetValueOrDefault(place) + people.After[pair];
        }

        return before.Where(item => item.Value > 0).ToDictionary(item => item.Key, item => 100 * (after[item.Key] - item.Value) / item.Value, StringComparer.Ordinal);
    }

    private static string Thousands(double value) => (value / 1000).ToString("#,0;-#,0;0", CultureInfo.InvariantCulture);

    private static void Begin(TextWriter writer, string ja, string en, int width, int height) =>
        Line(writer, $"<figure><figcaption>{ja} <span class=\"en\">{en}</span></figcaption><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{en}\">");

    private static void End(TextWriter writer) => writer.Write("</svg></figure>\n");

    private static void Line(TextWriter writer, FormattableString text)
    {
        writer.Write(text.ToString(CultureInfo.InvariantCulture));
        writer.Write('\n');
    }
}
