using System.Globalization;
using System.Text;

namespace MegaRegion.Bench.Flat;

/// <summary>Draws a result as an SVG: each quantity relative to its value at the smallest size, both axes logarithmic.</summary>
public static class FlatPlot
{
    private const int Width = 640;
    private const int Height = 400;
    private const int Left = 60;
    private const int Top = 20;
    private const int Right = 230;
    private const int Bottom = 40;
    private const double Decades = 4;
    private const double LeastRatio = 0.1;
    private const int RatioDecades = 4;

    private static readonly string[] Colours = ["#1f6fb4", "#c0392b", "#2e8b57", "#8e44ad", "#b8860b"];

    /// <summary>The SVG's text.</summary>
    public static string Draw(FlatBenchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"11\">");
        Line(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        DrawGrid(svg);
        var next = 0;
        Draw(svg, next++, "throughput by hubs", [.. result.Hubs.Select(row => ((double)row.Hubs, row.ColumnarFlowsPerSecond))]);
        Draw(svg, next++, "start by hubs", [.. result.Hubs.Select(row => ((double)row.Hubs, row.StartSeconds))]);
        Draw(svg, next++, "throughput by flows", [.. result.Journal.Select(row => ((double)row.Flows, row.ColumnarFlowsPerSecond))]);
        Draw(svg, next++, "start with snapshots by flows", [.. result.Journal.Select(row => ((double)row.Flows, row.TailSeconds))]);
        Draw(svg, next, "start without snapshots by flows", [.. result.Journal.Select(row => ((double)row.Flows, row.WholeSeconds))]);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void DrawGrid(StringBuilder svg)
    {
        for (var decade = 0; decade <= RatioDecades; decade++)
        {
            var ratio = LeastRatio * Math.Pow(10, decade);
            Line(svg, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(ratio):F1}\" y2=\"{Y(ratio):F1}\" stroke=\"#ddd\"/>");
            Line(svg, $"<text x=\"{Left - 6}\" y=\"{Y(ratio) + 4:F1}\" text-anchor=\"end\">{ratio:0.###}×</text>");
        }

        for (var decade = 0; decade <= Decades; decade++)
        {
            var size = Math.Pow(10, decade);
            Line(svg, $"<text x=\"{X(size):F1}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{size:0}×</text>");
        }

        Line(svg, $"<text x=\"{Left}\" y=\"{Height - 6}\">size, and cost or rate, relative to the smallest size</text>");
    }

    private static void Draw(StringBuilder svg, int index, string name, (double Size, double Value)[] points)
    {
        if (points.Length == 0)
        {
            return;
        }

        var (colour, y) = (Colours[index], Top + (index * 18) + 10);
        var path = string.Join(' ', points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{X(point.Size / points[0].Size):F1},{Y(point.Value / points[0].Value):F1}")));
        Line(svg, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        Line(svg, $"<text x=\"{Width - Right + 12}\" y=\"{y}\" fill=\"{colour}\">{name}</text>");
    }

    private static double X(double relative) => Left + (Math.Log10(relative) / Decades * (Width - Left - Right));

    private static double Y(double ratio) =>
        Height - Bottom - (Math.Clamp(Math.Log10(ratio / LeastRatio) / RatioDecades, 0, 1) * (Height - Top - Bottom));

    private static void Line(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
