using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// Reads a network from node and link tables in the style of the General Modeling Network Specification [GMNS] and trips
/// from a demand table. Columns used, others are left alone:
/// <list type="bullet">
/// <item>node: node_id; zone_id (a node that has one is that zone's node, one node per zone); node_type ("centroid"
/// closes the node to through traffic; then all zone nodes must be centroids).</item>
/// <item>link: link_id, from_node_id, to_node_id; capacity per lane (0 means unlimited), lanes (1); length; free_speed in
/// length units per hour; vdf_fftt in minutes (else 60 · length / free_speed); vdf_alpha (0.15), vdf_beta (4); toll.</item>
/// <item>demand: o_zone_id, d_zone_id, volume.</item>
/// </list>
/// Links are directed. Everything that is wrong is reported with its row and column.
/// </summary>
public static class GmnsReader
{
    private const double MinutesPerHour = 60;

    /// <summary>Reads a network.</summary>
    /// <param name="nodes">The node table.</param>
    /// <param name="nodeSource">Its name for messages.</param>
    /// <param name="links">The link table.</param>
    /// <param name="linkSource">Its name for messages.</param>
    public static Outcome<GmnsNetwork> ReadNetwork(TextReader nodes, string nodeSource, TextReader links, string linkSource)
    {
        var (nodeProblems, linkProblems) = (new ProblemList(nodeSource), new ProblemList(linkSource));
        var places = GmnsNodes.Read(nodes, nodeProblems);
        var table = CsvTable.Read(links, linkProblems);
        table.Require("link_id", "from_node_id", "to_node_id");
        var (list, ids) = (new List<NetworkLink>(), new List<string>());
        if (nodeProblems.IsEmpty && linkProblems.IsEmpty)
        {
            foreach (var row in table.Rows)
            {
                list.Add(Link(table, row, places, linkProblems));
                ids.Add(table.Text(row, "link_id"));
            }
        }

        return nodeProblems.IsEmpty && linkProblems.IsEmpty
            ? new GmnsNetwork(new NetworkDefinition(places.ZoneIds.Count, places.NodeIds.Count, places.FirstThroughNode, list), places.NodeIds, places.ZoneIds, ids)
            : Outcome<GmnsNetwork>.Refused([.. nodeProblems.Items, .. linkProblems.Items]);
    }

    /// <summary>Reads trips between the zones of a network.</summary>
    /// <param name="demand">The demand table.</param>
    /// <param name="source">Its name for messages.</param>
    /// <param name="zoneIds">The zones, in order.</param>
    public static Outcome<OdMatrix> ReadDemand(TextReader demand, string source, IReadOnlyList<string> zoneIds)
    {
        var problems = new ProblemList(source);
        var table = CsvTable.Read(demand, problems);
        table.Require("o_zone_id", "d_zone_id", "volume");
        var index = zoneIds.Select((id, k) => (id, k)).ToDictionary(item => item.id, item => item.k, StringComparer.Ordinal);
        var (trips, stated) = (new OdMatrix(zoneIds.Count), new HashSet<(int, int)>());
        foreach (var row in table.Rows)
        {
            var origin = Find(table, row, "o_zone_id", index, problems);
            var destination = Find(table, row, "d_zone_id", index, problems);
            var volume = table.Number(row, "volume", double.NaN);
            if (origin < 0 || destination < 0)
                continue;
            if (!(volume >= 0))
                problems.Add(row.Number, "volume", "expected a value of at least 0");
            else if (!stated.Add((origin, destination)))
                problems.Add(row.Number, "volume", "the pair is stated twice");
            else
                trips[origin, destination] = volume;
        }

        return problems.IsEmpty ? trips : Outcome<OdMatrix>.Refused(problems.Items);
    }

    private static int Find(CsvTable table, CsvRow row, string column, Dictionary<string, int> index, ProblemList problems)
    {
        if (index.TryGetValue(table.Text(row, column), out var found))
            return found;
        problems.Add(row.Number, column, $"'{table.Text(row, column)}' is not known");
        return -1;
    }

    private static NetworkLink Link(CsvTable table, CsvRow row, GmnsNodes places, ProblemList problems)
    {
        var from = Find(table, row, "from_node_id", places.NumberOfId, problems);
        var to = Find(table, row, "to_node_id", places.NumberOfId, problems);
        var length = Positive(table, row, "length", 0, problems);
        var capacity = Positive(table, row, "capacity", 0, problems) * Positive(table, row, "lanes", 1, problems);
        var (b, power) = (Positive(table, row, "vdf_alpha", 0.15, problems), Positive(table, row, "vdf_beta", 4, problems));
        var time = FreeFlowMinutes(table, row, length, problems);
        return new NetworkLink(
            Math.Max(1, from), Math.Max(1, to), capacity, length, time, capacity > 0 ? b : 0, power, Positive(table, row, "free_speed", 0, problems), Positive(table, row, "toll", 0, problems));
    }

    private static double FreeFlowMinutes(CsvTable table, CsvRow row, double length, ProblemList problems)
    {
        if (table.Text(row, "vdf_fftt").Length > 0)
            return Positive(table, row, "vdf_fftt", 0, problems);
        var speed = Positive(table, row, "free_speed", 0, problems);
        if (speed > 0)
            return MinutesPerHour * length / speed;
        problems.Add(row.Number, "vdf_fftt", "expected a free-flow time, or a length and a free_speed above 0");
        return 0;
    }

    private static double Positive(CsvTable table, CsvRow row, string column, double fallback, ProblemList problems)
    {
        var value = table.Number(row, column, fallback);
        if (value < 0)
            problems.Add(row.Number, column, $"expected a value of at least 0, found {value:R}");
        return value;
    }
}
