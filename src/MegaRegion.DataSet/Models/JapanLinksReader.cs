using MegaRegion.DataSet.Network;
using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.DataSet.Models;

/// <summary>Reads the links of the model: today's network with opening years, trains that no longer run, ways between stations of a metropolis, and ordinary roads.</summary>
internal sealed class JapanLinksReader(JapanDataSet dataSet, ProblemLog problems, Dictionary<string, LinkKind> kinds)
{
    private readonly Dictionary<string, int> _openedYear = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GeoPoint> _location = dataSet.Network.Nodes.ToDictionary(node => node.Id, node => node.Location, StringComparer.Ordinal);

    public List<JapanLink> Read()
    {
        foreach (var row in TableFile.Read(dataSet.Directory, "model/node_years.csv", ["node", "opened_year"], problems))
        {
            // The airports may be left out for their licence.
            if (dataSet.Network.HasAir || !row.Text("node").StartsWith("A:", StringComparison.Ordinal))
                _openedYear[Node(row, "node")] = (int)row.Whole("opened_year", 1900, 2100);
        }

        List<JapanLink> links = [.. dataSet.Network.Links.Select(Existing)];
        foreach (var row in TableFile.Read(dataSet.Directory, "model/rail_history.csv", ["from", "to", "minutes", "km", "opened_year", "closed_year"], problems))
        {
            var (from, to) = (Node(row, "from"), Node(row, "to"));
            var link = new JapanLink(
                from, to, LinkKind.Express, row.NumberIn("minutes", 1, 1440), row.NumberIn("km", 1, 5000), null, null, (int)row.Whole("opened_year", 1900, 2100), (int)row.Whole("closed_year", 1900, 2100));
            links.Add(link);
            links.Add(link with { From = to, To = from });
        }

        // Passengers change between stations of a metropolis; a city itself cannot be passed through.
        foreach (var row in TableFile.Read(dataSet.Directory, "model/urban_transfers.csv", ["from", "to", "minutes"], problems))
        {
            var link = new JapanLink(Node(row, "from"), Node(row, "to"), LinkKind.Transfer, row.NumberIn("minutes", 1, 1440), 0, null, null);
            links.Add(link);
            links.Add(link with { From = link.To, To = link.From });
        }

        // The road table follows expressways, so a pair with only an ordinary road would be sent on a detour of hours.
        foreach (var row in TableFile.Read(dataSet.Directory, "model/missing_roads.csv", ["from", "to", "minutes", "km"], problems))
        {
            var link = new JapanLink(Node(row, "from"), Node(row, "to"), LinkKind.Road, row.NumberIn("minutes", 1, 1440), row.NumberIn("km", 1, 5000), null, null);
            links.Add(link);
            links.Add(link with { From = link.To, To = link.From });
        }

        return links;
    }

    private string Node(TableRow row, string column)
    {
        var id = row.Required(column);
        if (!_location.ContainsKey(id))
            row.Report(column, $"'{id}' is not a node of the network.", "correct the id.");
        return id;
    }

    // A through train runs once both of its ends are open; access and express lines are older than the survey.
    private JapanLink Existing(NetworkLink link)
    {
        var kind = kinds[link.Kind];
        var opened = kind is LinkKind.Shinkansen or LinkKind.Air ? Math.Max(Opened(link.From), Opened(link.To)) : 0;
        var isPlanned = link.Status.StartsWith("planned", StringComparison.Ordinal);
        return new JapanLink(
            link.From, link.To, kind, link.Minutes, link.Kilometres ?? GreatCircle.Kilometres(_location[link.From], _location[link.To]), link.ServicesPerDay, link.SeatsPerDay, isPlanned ? null : opened);
    }

    private int Opened(string node) => _openedYear.GetValueOrDefault(node);
}
