using MegaRegion.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MegaRegion.Cli.Demo;

/// <summary>
/// Lays the live picture of the regions out for a window: with borders where there is room, without them in a small one,
/// and with as many pairs and balances as there are lines.
/// </summary>
/// <param name="width">Columns of the window.</param>
/// <param name="height">Lines of the window.</param>
/// <param name="tables">What makes the tables.</param>
internal sealed class RegionScreen(int width, int height, RegionTables tables)
{
    private const int MostPairs = 10;

    // What ten regions need with borders.
    private const int RoomyWidth = 116;
    private const int RoomyHeight = 34;

    private bool IsRoomy => width >= RoomyWidth && height >= RoomyHeight;

    /// <summary>The picture.</summary>
    /// <param name="header">One line of markup.</param>
    /// <param name="flows">The totals of one layer.</param>
    /// <param name="facts">What the lines below say, item by item.</param>
    /// <param name="keys">The last line.</param>
    public Rows Compose(string header, IReadOnlyList<RegionFlow> flows, IEnumerable<string> facts, string keys)
    {
        List<IRenderable> footer = [.. Columned.Flow(facts, width).Append(keys).Select(line => new Text(line))];
        var regions = RegionTables.RegionsOf(flows).Count;
        List<IRenderable> picture = [new Markup(header)];
        if (regions > 0)
        {
            picture.Add(tables.Matrix(flows, IsRoomy));
            picture.AddRange(Details(flows, height - 1 - MatrixLines(regions) - footer.Count));
        }

        return new Rows([.. picture, .. footer]);
    }

    private int MatrixLines(int regions) => regions + (IsRoomy ? 4 : 1);

    private IEnumerable<IRenderable> Details(IReadOnlyList<RegionFlow> flows, int lines)
    {
        // A head, and around it borders or one empty line above.
        var count = Math.Min(lines - (IsRoomy ? 4 : 2), MostPairs);
        if (count <= 0)
        {
            yield break;
        }

        if (!IsRoomy)
        {
            yield return new Text("");
        }

        var side = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        side.AddRow(tables.TopPairs(flows, count, IsRoomy), tables.Balances(flows, count, IsRoomy));
        yield return side;
    }
}
