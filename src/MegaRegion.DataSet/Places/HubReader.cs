using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Places;

/// <summary>Reads the catalogue's hubs and their facilities. A hub in a ward belongs to the ward's city.</summary>
internal sealed class HubReader(
    string directory, ProblemLog problems, PlaceCollector places, IReadOnlyDictionary<PlaceId, PlaceId> wardAliases)
{
    private const string HubsFile = "places/hubs.csv";
    private const string FacilitiesFile = "places/facilities.csv";

    private static readonly Dictionary<string, OperatorClass> OperatorClasses = new(StringComparer.Ordinal)
    {
        [""] = OperatorClass.Unspecified,
        ["1-1"] = OperatorClass.OwnArea,
        ["1-2"] = OperatorClass.OwnBusiness,
        ["1-3"] = OperatorClass.NewValue,
        ["2"] = OperatorClass.Public,
    };

    public void Read()
    {
        var facilities = ReadFacilities();
        string[] columns =
        [
            "id", "parent", "name_ja", "name_en", "kind", "operator", "operator_class", "lat", "lon", "opened_year",
            "note",
        ];
        foreach (var row in TableFile.Read(directory, HubsFile, columns, problems))
        {
            if (row.Id("id") is not { } id)
                continue;
            if (id.Scheme is not "hub")
                row.Report("id", $"{id} is not the id of a hub; expected hub: and a slug.", "correct the id.");
            facilities.Remove(id, out var offered);
            places.Add(
                new Place(
                    id,
                    Level.Hub,
                    Parent(row),
                    row.Required("kind"),
                    row.Required("name_ja"),
                    row.Required("name_en"),
                    row.Point("lat", "lon"),
                    Hub: Profile(row, offered ?? [])),
                row,
                "id",
                "parent");
        }

        foreach (var id in facilities.Keys)
            problems.Add(
                FacilitiesFile, 0, "hub", $"{id} is not a hub of {HubsFile}.", "add the hub or correct the id.");
    }

    private PlaceId? Parent(TableRow row)
    {
        var parent = row.Id("parent");
        return parent is { } id && wardAliases.TryGetValue(id, out var city) ? city : parent;
    }

    private static HubProfile Profile(TableRow row, List<Facility> facilities) => new(
        row.Text("operator"),
        row.OneOf("operator_class", OperatorClasses),
        (int)row.WholeOr("opened_year", whenEmpty: 0, 1800, 2100),
        facilities,
        row.Text("note"));

    private Dictionary<PlaceId, List<Facility>> ReadFacilities()
    {
        var facilities = new Dictionary<PlaceId, List<Facility>>();
        foreach (var row in TableFile.Read(directory, FacilitiesFile, ["hub", "kind", "name", "capacity"], problems))
        {
            if (row.Id("hub") is not { } hub)
                continue;
            if (!facilities.TryGetValue(hub, out var list))
                facilities.Add(hub, list = []);
            list.Add(
                new Facility(
                    row.Required("kind"), row.Required("name"), row.WholeOr("capacity", whenEmpty: 0, 0, 1_000_000)));
        }

        return facilities;
    }
}
