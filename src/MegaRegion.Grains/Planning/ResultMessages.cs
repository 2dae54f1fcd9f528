using MegaRegion.Contracts.Planning;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Grains.Planning;

/// <summary>Results as messages.</summary>
internal static class ResultMessages
{
    /// <summary>Headline figures and table keys.</summary>
    public static ResultSummary SummaryOf(ScenarioResult result) =>
        new([.. result.Headline.Select(Of)], [.. result.Tables.Select(table => table.Key)]);

    /// <summary>Rows of a table.</summary>
    public static TablePage PageOf(ScenarioResult result, string key, int firstRow, int rows) => result.Table(key) is { } table
        ? new TablePage(
            table.Key,
            [table.TitleEn, table.TitleJa, table.NoteEn, table.NoteJa],
            [.. table.Columns.Select(Of)],
            [.. table.Rows.Skip(firstRow).Take(rows).Select(Of)],
            table.Rows.Count)
        : TablePage.None;

    private static FigureMessage Of(Figure figure) => new(
        figure.Key,
        figure.NameEn,
        figure.NameJa,
        figure.Unit,
        NameOf(figure.Label),
        figure.Before,
        figure.After,
        figure.Low,
        figure.High,
        figure.Noise);

    private static ColumnMessage Of(ResultColumn column) =>
        new(column.Key, column.NameEn, column.NameJa, column.Unit, column.IsNumber, NameOf(column.Label));

    private static RowMessage Of(ResultRow row) =>
        new([.. row.Texts], [.. row.Numbers.Select(number => number ?? double.NaN)]);

    private static string NameOf(FigureLabel label) => label switch
    {
        FigureLabel.Observed => "observed",
        FigureLabel.Modelled => "modelled",
        _ => "assumed",
    };
}
