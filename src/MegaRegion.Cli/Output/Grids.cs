using Spectre.Console;

namespace MegaRegion.Cli.Output;

/// <summary>Tables in the house style.</summary>
internal static class Grids
{
    /// <summary>A table with left-aligned and (for names ending in '>') right-aligned columns.</summary>
    public static Table Create(params string[] columns) => Create(borders: true, columns);

    /// <summary>The same, with borders or, for small windows, with nothing but a space between the columns.</summary>
    public static Table Create(bool borders, params string[] columns)
    {
        var table = borders ? new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey) : new Table().Border(TableBorder.None);
        foreach (var column in columns)
        {
            var isNumber = column.EndsWith('>');
            var head = new TableColumn(new Markup($"[bold]{Markup.Escape(column.TrimEnd('>'))}[/]")).NoWrap();
            head.Padding = borders ? head.Padding : new Padding(0, 0, 1, 0);
            table.AddColumn(isNumber ? head.RightAligned() : head);
        }

        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static void AddTexts(this Table table, params string[] cells) =>
        table.AddRow(Array.ConvertAll(cells, cell => new Text(cell)));
}
