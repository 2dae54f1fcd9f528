using MegaRegion.Cli.Output;
using Spectre.Console;

namespace MegaRegion.Cli.Demo;

/// <summary>The tables of the live screen.</summary>
/// <param name="nameOf">The name of a place id.</param>
/// <param name="words">The user's language.</param>
internal sealed class RegionTables(Func<string, string> nameOf, Words words)
{
    // Columns of the matrix carry the first letters only, so that ten regions fit.
    private const int ColumnsOfAName = 6;

    /// <summary>The regions that occur, in the order of their ids.</summary>
    public static IReadOnlyList<string> RegionsOf(IReadOnlyList<RegionFlow> flows) =>
        [.. flows.SelectMany(flow => (string[])[flow.Origin, flow.Destination]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Origin by destination.</summary>
    public Table Matrix(IReadOnlyList<RegionFlow> flows, bool borders)
    {
        var regions = RegionsOf(flows);
        var corner = borders ? $"{words.Origin} \\ {words.Destination}" : words.Pick("from\\to", "発＼着");
        var longest = borders || words.Language == Language.Japanese ? ColumnsOfAName : ColumnsOfAName - 1;
        var table = Grids.Create(borders, [corner, .. regions.Select(region => Columned.Shorten(nameOf(region), longest) + ">")]);
        var quantities = flows.ToDictionary(flow => (flow.Origin, flow.Destination), flow => flow.Quantity);
        foreach (var origin in regions)
        {
            table.AddTexts([nameOf(origin), .. regions.Select(destination =>
                quantities.TryGetValue((origin, destination), out var quantity) ? Short(quantity) : "·")]);
        }

        return table;
    }

    /// <summary>The largest pairs of different regions.</summary>
    public Table TopPairs(IReadOnlyList<RegionFlow> flows, int count, bool borders)
    {
        var table = Grids.Create(borders, words.TopPairs, words.Quantity + ">");
        foreach (var flow in flows.Where(flow => !IsInternal(flow)).OrderByDescending(flow => flow.Quantity).Take(count))
        {
            table.AddTexts($"{nameOf(flow.Origin)} → {nameOf(flow.Destination)}", Short(flow.Quantity));
        }

        return table;
    }

    /// <summary>Inflow minus outflow of the regions where it is largest either way, largest gain first.</summary>
    public Table Balances(IReadOnlyList<RegionFlow> flows, int count, bool borders)
    {
        var between = flows.Where(flow => !IsInternal(flow)).ToList();
        var table = Grids.Create(borders, words.Place, words.NetBalance + ">");
        var nets = RegionsOf(flows).Select(region => (
            Region: region,
            Net: between.Where(flow => IsAt(flow.Destination, region)).Sum(flow => flow.Quantity)
                - between.Where(flow => IsAt(flow.Origin, region)).Sum(flow => flow.Quantity)));
        foreach (var (region, net) in nets.OrderByDescending(balance => Math.Abs(balance.Net)).Take(count).OrderByDescending(balance => balance.Net))
        {
            table.AddRow(
                new Text(nameOf(region)),
                new Text((net > 0 ? "+" : "") + Short(net), new Style(net < 0 ? Color.Red : Color.Green)));
        }

        return table;
    }

    private string Short(long quantity) => Amounts.Short(quantity, words.Language);

    private static bool IsInternal(RegionFlow flow) => IsAt(flow.Origin, flow.Destination);

    private static bool IsAt(string place, string other) => string.Equals(place, other, StringComparison.Ordinal);
}
