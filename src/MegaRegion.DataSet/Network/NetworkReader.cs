using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Network;

/// <summary>
/// Reads the network of <c>network/</c>. The folders <c>road-sharealike</c> and <c>air-odbl</c> have licences of their
/// own; without them the network simply lacks these modes.
/// </summary>
internal sealed class NetworkReader(JapanDataSet dataSet, ProblemLog problems)
{
    private const string RoadFolder = "network/road-sharealike";
    private const string AirFolder = "network/air-odbl";
    private const string TokyoWards = "13100";
    private const double MaxMinutes = 24 * 60;

    private static readonly Dictionary<string, TransportMode> Modes = new(StringComparer.Ordinal)
    {
        ["shinkansen"] = TransportMode.Rail,
        ["rail_conventional"] = TransportMode.Rail,
        ["air"] = TransportMode.Air,
        ["road"] = TransportMode.Car,
        ["maglev"] = TransportMode.Maglev,
        ["access"] = TransportMode.Unspecified,
        ["transfer"] = TransportMode.Unspecified,
    };

    private static readonly Dictionary<string, string> Kinds =
        new[] { "city", "station", "airport", "maglev_station" }.ToDictionary(kind => kind, StringComparer.Ordinal);

    private readonly List<NetworkNode> _nodes = [];
    private readonly HashSet<string> _nodeIds = new(StringComparer.Ordinal);
    private readonly List<NetworkLink> _links = [];

    public TransportNetwork Read()
    {
        var hasRoad = HasFolder(RoadFolder);
        var hasAir = HasFolder(AirFolder);
        ReadNodes("network/nodes.csv");
        if (hasAir)
            ReadNodes(AirFolder + "/nodes_air.csv");

        foreach (var kind in new[] { "shinkansen", "rail_conventional", "maglev", "access", "transfer" })
            ReadLinks($"network/links_{kind}.csv");
        if (hasAir)
        {
            ReadLinks(AirFolder + "/links_air.csv");
            ReadLinks(AirFolder + "/links_access_air.csv");
        }

        if (hasRoad)
            ReadLinks(RoadFolder + "/links_road.csv");
        return new TransportNetwork(_nodes, _links, hasRoad, hasAir);
    }

    private bool HasFolder(string folder) => Directory.Exists(Path.Combine(dataSet.Directory, folder));

    private void ReadNodes(string file)
    {
        string[] columns = ["node", "kind", "name_ja", "lat", "lon", "municipality_code"];
        foreach (var row in TableFile.Read(dataSet.Directory, file, columns, problems))
        {
            var id = row.Required("node");
            if (!_nodeIds.Add(id))
                row.Report("node", $"{id} stands twice; nodes are unique.", "remove one of the rows.");
            if (Municipality(row) is { } municipality)
                _nodes.Add(
                    new NetworkNode(
                        id,
                        row.OneOf("kind", Kinds),
                        row.Required("name_ja"),
                        row.RequiredPoint("lat", "lon"),
                        municipality));
        }
    }

    private PlaceId? Municipality(TableRow row)
    {
        var code = row.Code("municipality_code", 5);
        var id = new PlaceId("jp:" + (code is TokyoWards ? code[..2] : code));
        if (dataSet.Find(id) is { } place)
            return place.Id;

        row.Report("municipality_code", $"{code} is not a municipality of the data set.", "correct the code.");
        return null;
    }

    private void ReadLinks(string file)
    {
        string[] columns =
        [
            "from", "to", "mode", "minutes", "km", "services_per_day", "seats_per_day", "status", "basis",
        ];
        foreach (var row in TableFile.Read(dataSet.Directory, file, columns, problems))
        {
            _links.Add(new NetworkLink(
                Node(row, "from"),
                Node(row, "to"),
                row.Text("mode"),
                row.OneOf("mode", Modes),
                row.NumberIn("minutes", 0, MaxMinutes),
                row.NumberOrNull("km", 0, 5_000),
                row.NumberOrNull("services_per_day", 0, 10_000),
                row.NumberOrNull("seats_per_day", 0, 10_000_000),
                row.Required("status"),
                row.Required("basis")));
        }
    }

    private string Node(TableRow row, string column)
    {
        var id = row.Text(column);
        if (!_nodeIds.Contains(id))
            row.Report(column, $"'{id}' is not a node.", "add the node or correct the id.");
        return id;
    }
}
