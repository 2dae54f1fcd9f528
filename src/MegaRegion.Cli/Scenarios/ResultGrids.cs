using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Cli.Scenarios;

/// <summary>Results as tables of the terminal.</summary>
internal static class ResultGrids
{
    /// <summary>Name, convergence and headline figures.</summary>
    public static void ShowRun(Session session, ScenarioResult result)
    {
        var words = session.Words;
        session.Say(string.Create(CultureInfo.InvariantCulture, $"{words.Pick(result.TitleEn, result.TitleJa)}  ({result.Name}, {result.Year})  {result.Id}"));
        session.Say(words.Pick("Baseline: ", "基準: ") + result.Baseline + words.Pick("; changes: ", "、施策: ") + string.Join(", ", result.Changes));
        var grid = Grids.Create(
            words.Pick("Figure", "指標"), words.Pick("Unit", "単位"), words.Pick("Before", "前") + ">", words.Pick("After", "後") + ">", words.Pick("Change", "変化") + ">", words.Pick("90 % interval", "90 % 区間") + ">", words.Pick("Noise", "収束誤差") + ">", words.Pick("Known how", "根拠"));
        foreach (var figure in result.Headline)
        {
            grid.AddTexts(
                words.Pick(figure.NameEn, figure.NameJa),
                figure.Unit,
                Text(figure.Before),
                Text(figure.After),
                Text(figure.Change),
                figure is { Low: { } low, High: { } high } ? $"{Text(low)} … {Text(high)}" : "",
                Text(figure.Noise),
                Label(words, figure.Label));
        }

        session.Console.Write(grid);
        var convergence = result.Convergence;
        session.Say(string.Create(CultureInfo.InvariantCulture, $"{words.Pick("relative gap", "相対ギャップ")} {convergence.RelativeGap:E1}, {words.Pick("coupling residual", "層間の残差")} {convergence.CouplingResidual:E1}, {words.Pick("spectral radius", "スペクトル半径")} {convergence.SpectralRadius:F3}, {convergence.StopReason} ({convergence.Residuals.Count})"));
    }

    /// <summary>A table, at most so many rows.</summary>
    public static void ShowTable(Session session, ResultTable table, int rows)
    {
        var words = session.Words;
        session.Say(words.Pick(table.TitleEn, table.TitleJa) + "  [" + table.Key + "]");
        if (table.NoteEn.Length > 0)
            session.Say(words.Pick(table.NoteEn, table.NoteJa));
        var grid = Grids.Create([.. table.Columns.Select(column => words.Pick(column.NameEn, column.NameJa) + (column.Unit.Length > 0 ? $" ({column.Unit})" : "") + (column.IsNumber ? ">" : ""))]);
        foreach (var row in table.Rows.Take(rows))
            grid.AddTexts([.. row.Texts, .. row.Numbers.Select(Text)]);
        session.Console.Write(grid);
        if (table.Rows.Count > rows)
            session.Say(words.Pick($"{rows} of {table.Rows.Count} rows; --rows N shows more.", $"{table.Rows.Count} 行のうち {rows} 行。--rows N で増やせます。"));
    }

    /// <summary>A number for people.</summary>
    public static string Text(double? value) => value switch
    {
        null => "",
        0 => "0",
        { } number when Math.Abs(number) >= 1000 => Math.Round(number).ToString("N0", CultureInfo.InvariantCulture),
        { } number => number.ToString("G4", CultureInfo.InvariantCulture),
    };

    private static string Label(Words words, FigureLabel label) => label switch
    {
        FigureLabel.Observed => words.Pick("observed", "実績"),
        FigureLabel.Modelled => words.Modelled,
        _ => words.Assumed,
    };
}
