using MegaRegion.Cli.Output;
using Spectre.Console;

namespace MegaRegion.Cli.Demo;

/// <summary>The tables of the live screen and of the final report.</summary>
internal static class RegionTables
{
    // Columns of the matrix carry the first letters only, so that ten regions fit a terminal of 100 columns.
    private const int ColumnNameLength = 6;

    /// <summary>Origin by destination.</summary>
    public static Table Matrix(IReadOnlyList<RegionFlow> flows, PlaceNames names, Words words)
    {
        var regions = RegionsOf(flows);
        var table = Grids.Create([$"{words.Origin} \\ {words.Destination}", .. regions.Select(region => Shorten(names[region]) + ">")]);
        var quantities = flows.ToDictionary(flow => (flow.Origin, flow.Destination), flow => flow.Quantity);
        foreach (var origin in regions)
        {
            table.AddTexts([names[origin], .. regions.Select(destination =>
                quantities.TryGetValue((origin, destination), out var quantity) ? Amounts.Short(quantity, words.Language) : "·")]);
        }

        return table;
    }

    /// <summary>The largest pairs of different regions.</summary>
    public static Table TopPairs(IReadOnlyList<RegionFlow> flows, int count, PlaceNames names, Words words)
    {
        var table = Grids.Create(words.TopPairs, words.Quantity + ">");
        foreach (var flow in flows.Where(flow => !IsInternal(flow)).OrderByDescending(flow => flow.Quantity).Take(count))
        {
            table.AddTexts($"{names[flow.Origin]} → {names[flow.Destination]}", Amounts.Short(flow.Quantity, words.Language));
        }

        return table;
    }

    /// <summary>Inflow minus outflow of every region, largest gain first.</summary>
    public static Table Balances(IReadOnlyList<RegionFlow> flows, PlaceNames names, Words words)
    {
        var between = flows.Where(flow => !IsInternal(flow)).ToList();
        var table = Grids.Create(words.Place, words.NetBalance + ">");
        var nets = RegionsOf(flows).Select(region => (
            Region: region,
            Net: between.Where(flow => IsAt(flow.Destination, region)).Sum(flow => flow.Quantity)
                - between.Where(flow => IsAt(flow.Origin, region)).Sum(flow => flow.Quantity)));
        foreach (var (region, net) in nets.OrderByDescending(balance => balance.Net))
        {
            table.AddRow(
                new Text(names[region]),
                new Text((net > 0 ? "+" : "") + Amounts.Short(net, words.Language), new Style(net < 0 ? Color.Red : Color.Green)));
        }

        return table;
    }

    private static List<string> RegionsOf(IReadOnlyList<RegionFlow> flows) =>
        [.. flows.SelectMany(flow => (string[])[flow.Origin, flow.Destination]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static bool IsInternal(RegionFlow flow) => IsAt(flow.Origin, flow.Destination);

    private static bool IsAt(string place, string other) => string.Equals(place, other, StringComparison.Ordinal);

    private static string Shorten(string name) => name.Length <= ColumnNameLength ? name : name[..ColumnNameLength];
}
