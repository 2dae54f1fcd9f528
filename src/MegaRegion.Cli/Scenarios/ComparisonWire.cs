using MegaRegion.Scenarios.Comparing;
using MegaRegion.Scenarios.Results;
using MegaRegion.V1;
using FigureDifference = MegaRegion.Scenarios.Comparing.FigureDifference;

namespace MegaRegion.Cli.Scenarios;

/// <summary>A comparison that a server made, as one made here.</summary>
internal static class ComparisonWire
{
    /// <summary>Reads the answer.</summary>
    public static RunComparison Read(CompareRunsResponse wire) => new(
        wire.First,
        wire.Second,
        wire.Floor,
        [.. wire.Headline.Select(figure => new FigureDifference(
            figure.Key, figure.NameEn, figure.NameJa, figure.Unit, figure.First, figure.Second, figure.HasPercent ? figure.Percent : null, figure.Noise))],
        [.. wire.Tables.Select(Read)],
        Read(wire.Explanation));

    private static ResultTable Read(ComparedTable wire) => new()
    {
        Key = wire.Key,
        TitleEn = wire.TitleEn,
        TitleJa = wire.TitleJa,
        NoteEn = wire.NoteEn,
        NoteJa = wire.NoteJa,
        KeyColumns = wire.KeyColumns,
        Columns = [.. wire.Columns.Select(column => new ResultColumn(
            column.Key, column.NameEn, column.NameJa, column.Unit, column.IsNumber, Enum.TryParse<FigureLabel>(column.Label, ignoreCase: true, out var label) ? label : FigureLabel.Modelled))],
        Rows = [.. wire.Rows.Select(row => new ResultRow([.. row.Texts], [.. row.Numbers.Select(number => double.IsNaN(number) ? (double?)null : number)]))],
    };
}
