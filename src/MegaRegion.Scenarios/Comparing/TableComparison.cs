using MegaRegion.Scenarios.Reports;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Comparing;

/// <summary>Joins a table of two runs by what names its rows. A row that only one run has stands with a gap.</summary>
internal static class TableComparison
{
    public static ResultTable Join(ResultTable first, ResultTable second, double floor)
    {
        var (a, b) = (ByName(first), ByName(second));
        var least = floor * a.Values.Concat(b.Values).Select(row => Math.Abs(row.After ?? 0)).DefaultIfEmpty().Max();
        var names = first.Rows.Concat(second.Rows).DistinctBy(first.NameOf, StringComparer.Ordinal);
        return new ResultTable
        {
            Key = first.Key,
            TitleEn = first.TitleEn,
            TitleJa = first.TitleJa,
            KeyColumns = first.KeyColumns,
            Columns = [.. first.Columns.Take(first.KeyColumns), .. Differences],
            Rows = [.. names.Select(row => Row(row, first, a.GetValueOrDefault(first.NameOf(row)), b.GetValueOrDefault(first.NameOf(row)), least))],
        };
    }

    /// <summary>The columns of a comparison.</summary>
    public static ResultColumn[] Differences { get; } =
    [
        Columns.Number("first", "First", "一つ目", ""),
        Columns.Number("second", "Second", "二つ目", ""),
        Columns.Number("difference", "Difference", "差", ""),
        Columns.Number("percent", "Difference", "差の率", "%"),
        Columns.Number("noise", "Convergence noise", "収束誤差", ""),
    ];

    /// <summary>Values of <see cref="Differences"/>.</summary>
    public static double?[] Values(double? first, double? second, double noise, double floor) =>
        [first, second, second - first, first is { } a && second is { } b ? RunComparison.Percent(a, b, floor) : null, noise];

    private static ResultRow Row(ResultRow row, ResultTable table, (double? After, double Noise) a, (double? After, double Noise) b, double floor) =>
        Columns.Row([.. row.Texts.Take(table.KeyColumns)], Values(a.After, b.After, a.Noise + b.Noise, floor));

    private static Dictionary<string, (double? After, double Noise)> ByName(ResultTable table)
    {
        var (after, noise) = (RunComparison.ColumnOf(table, "after"), RunComparison.ColumnOf(table, "noise"));
        var rows = new Dictionary<string, (double?, double)>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
            rows[table.NameOf(row)] = (row.Numbers[after], noise >= 0 ? row.Numbers[noise] ?? 0 : 0);
        return rows;
    }
}
