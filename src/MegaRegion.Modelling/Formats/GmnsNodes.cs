using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>The node table of a GMNS network: numbers for its nodes, those of zones first.</summary>
internal sealed class GmnsNodes
{
    private GmnsNodes(List<string> nodeIds, List<string> zoneIds, int firstThroughNode)
    {
        (NodeIds, ZoneIds, FirstThroughNode) = (nodeIds, zoneIds, firstThroughNode);
        NumberOfId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var k = 0; k < nodeIds.Count; k++)
            NumberOfId.TryAdd(nodeIds[k], k + 1);
    }

    public IReadOnlyList<string> NodeIds { get; }

    public IReadOnlyList<string> ZoneIds { get; }

    public int FirstThroughNode { get; }

    public Dictionary<string, int> NumberOfId { get; }

    public static GmnsNodes Read(TextReader reader, ProblemList problems)
    {
        var table = CsvTable.Read(reader, problems);
        table.Require("node_id");
        var (zones, others, seen) = (new List<CsvRow>(), new List<CsvRow>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            if (table.Text(row, "node_id").Length == 0 || !seen.Add("node " + table.Text(row, "node_id")))
                problems.Add(row.Number, "node_id", "expected an identifier that no other node has");
            var zone = table.Text(row, "zone_id");
            (zone.Length > 0 ? zones : others).Add(row);
            if (zone.Length > 0 && !seen.Add("zone " + zone))
                problems.Add(row.Number, "zone_id", $"zone {zone} has more than one node");
        }

        var closed = zones.Count(row => string.Equals(table.Text(row, "node_type"), "centroid", StringComparison.OrdinalIgnoreCase));
        if (zones.Count == 0)
            problems.Add(0, "zone_id", "expected at least one node with a zone");
        if (closed > 0 && closed < zones.Count)
            problems.Add(0, "node_type", $"{closed} of {zones.Count} zone nodes are centroids; expected all or none");
        return new GmnsNodes(
            [.. zones.Concat(others).Select(row => table.Text(row, "node_id"))], [.. zones.Select(row => table.Text(row, "zone_id"))], closed > 0 ? zones.Count + 1 : 1);
    }
}
