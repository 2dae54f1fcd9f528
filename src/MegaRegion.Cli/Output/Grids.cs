using Spectre.Console;

namespace MegaRegion.Cli.Output;

/// <summary>Tables in the house style.</summary>
internal static class Grids
{
    /// <summary>A table with left-aligned and (for names ending in '>') right-aligned columns.</summary>
    public static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var column in columns)
        {
            var isNumber = column.EndsWith('>');
            var head = new TableColumn(new Markup($"[bold]{Markup.Escape(column.TrimEnd('>'))}[/]")).NoWrap();
            table.AddColumn(isNumber ? head.RightAligned() : head);
        }

        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static void AddTexts(this Table table, params string[] cells) =>
        table.AddRow(Array.ConvertAll(cells, cell => new Text(cell)));
}
