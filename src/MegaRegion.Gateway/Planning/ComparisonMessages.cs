using MegaRegion.Scenarios.Comparing;
using MegaRegion.Scenarios.Results;
using MegaRegion.V1;
using FigureDifference = MegaRegion.Scenarios.Comparing.FigureDifference;

namespace MegaRegion.Gateway.Planning;

/// <summary>Comparisons of runs on the wire.</summary>
internal static class ComparisonMessages
{
    /// <summary>A comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="rows">Rows of each table at most.</param>
    public static CompareRunsResponse ToWire(RunComparison comparison, int rows)
    {
        var wire = new CompareRunsResponse
        {
            First = comparison.First,
            Second = comparison.Second,
            Floor = comparison.Floor,
            Explanation = ToWire(comparison.Explanation, rows),
        };
        wire.Headline.Add(comparison.Headline.Select(ToWire));
        wire.Tables.Add(comparison.Tables.Select(table => ToWire(table, rows)));
        return wire;
    }

    private static V1.FigureDifference ToWire(FigureDifference figure)
    {
        var wire = new V1.FigureDifference
        {
            Key = figure.Key,
            NameEn = figure.NameEn,
            NameJa = figure.NameJa,
            Unit = figure.Unit,
            First = figure.First,
            Second = figure.Second,
            Difference = figure.Difference,
            Noise = figure.Noise,
            BeyondNoise = figure.IsBeyondNoise,
        };
        if (figure.Percent is { } percent)
            wire.Percent = percent;
        return wire;
    }

    private static ComparedTable ToWire(ResultTable table, int rows)
    {
        var wire = new ComparedTable
        {
            Key = table.Key,
            TitleEn = table.TitleEn,
            TitleJa = table.TitleJa,
            NoteEn = table.NoteEn,
            NoteJa = table.NoteJa,
            KeyColumns = table.KeyColumns,
            RowCount = table.Rows.Count,
        };
        wire.Columns.Add(table.Columns.Select(column => TableMessages.Column(
            column.Key, column.NameEn, column.NameJa, column.Unit, column.IsNumber, column.Label.ToString().ToLowerInvariant())));
        wire.Rows.Add(table.Rows.Take(rows).Select(row => TableMessages.Row(row.Texts, row.Numbers.Select(number => number ?? double.NaN))));
        return wire;
    }
}
