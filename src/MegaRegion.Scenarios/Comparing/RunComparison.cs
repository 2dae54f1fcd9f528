using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Comparing;

/// <summary>Two runs side by side: what they end with, not what each changed against its own baseline.</summary>
/// <param name="First">Name of the first run.</param>
/// <param name="Second">Name of the second run.</param>
/// <param name="Floor">Smallest value, as a part of the largest in its table, of which percentages are told.</param>
/// <param name="Headline">Figures that both have.</param>
/// <param name="Tables">Tables that both have, joined by row: first, second, difference, percent, noise.</param>
/// <param name="Explanation">Pairs of zones that differ most, with the change and the cost component behind each.</param>
public sealed record RunComparison(
    string First,
    string Second,
    double Floor,
    IReadOnlyList<FigureDifference> Headline,
    IReadOnlyList<ResultTable> Tables,
    ResultTable Explanation)
{
    /// <summary>Default of <see cref="Floor"/>.</summary>
    public const double DefaultFloor = 1e-6;

    /// <summary>Compares two runs.</summary>
    /// <param name="first">The first run.</param>
    /// <param name="second">The second run.</param>
    /// <param name="floor">Smallest value, as a part of the largest, of which percentages are told; 0 to 1.</param>
    public static RunComparison Between(ScenarioResult first, ScenarioResult second, double floor = DefaultFloor)
    {
        var figures = from a in first.Headline
                      let b = second.FigureOf(a.Key)
                      where b is not null
                      select new FigureDifference(a.Key, a.NameEn, a.NameJa, a.Unit, a.After, b.After, Percent(a.After, b.After, 0), a.Noise + b.Noise);
        var tables = from a in first.Tables
                     let b = second.Table(a.Key)
                     where b is not null && ColumnOf(a, "after") >= 0 && ColumnOf(b, "after") >= 0
                     select TableComparison.Join(a, b, floor);
        return new RunComparison(first.Name, second.Name, floor, [.. figures], [.. tables], PairExplanation.Of(first, second, floor));
    }

    internal static double? Percent(double first, double second, double floor) =>
        Math.Abs(first) > floor ? 100 * (second - first) / Math.Abs(first) : null;

    /// <summary>Index of a number column among the numbers; -1 when the table has none.</summary>
    internal static int ColumnOf(ResultTable table, string key) =>
        table.Columns.Where(column => column.IsNumber).ToList().FindIndex(column => string.Equals(column.Key, key, StringComparison.Ordinal));
}
