using System.Globalization;
using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Flows;

/// <summary>Turns the codes of tables into place ids. Codes of one place share one id object.</summary>
internal sealed class PlaceCodeBook
{
    private const string ZonesFile = "flows/people_kansen_zones.csv";

    private readonly Dictionary<string, PlaceId> _prefectures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlaceId> _municipalities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlaceId> _zones = new(StringComparer.Ordinal);

    private PlaceCodeBook(PlaceId everywhere) => Everywhere = everywhere;

    /// <summary>Stands for an end that a table does not tell.</summary>
    public PlaceId Everywhere { get; }

    public static PlaceCodeBook Read(string directory, IReadOnlyDictionary<PlaceId, Place> places, ProblemLog problems)
    {
        var book = new PlaceCodeBook(places.Values.Single(place => place.Level == Level.MegaRegion).Id);
        foreach (var place in places.Values.Where(place => place.Id.Scheme is "jp"))
            (place.Level == Level.City ? book._municipalities : book._prefectures).Add(place.Id.Value[3..], place.Id);
        foreach (var row in TableFile.Read(directory, ZonesFile, ["zone", "pref_code"], problems))
            book.AddZone(row, places);
        return book;
    }

    /// <summary>The place of a code; the logged field and <see cref="Everywhere"/> when there is none.</summary>
    public PlaceId Find(TableRow row, string column, PlaceCodes codes)
    {
        var (book, kind) = codes switch
        {
            PlaceCodes.Prefecture => (_prefectures, "prefecture code (two digits)"),
            PlaceCodes.Municipality => (_municipalities, "municipality code (five digits)"),
            _ => (_zones, $"zone of {ZonesFile}"),
        };
        if (book.TryGetValue(row.Text(column), out var place))
            return place;

        row.Report(column, $"'{row.Text(column)}' is not a known {kind}.", "correct the code; keep leading zeros.");
        return Everywhere;
    }

    // Hokkaido has four zones of its own; every other zone is a prefecture.
    private void AddZone(TableRow row, IReadOnlyDictionary<PlaceId, Place> places)
    {
        var number = row.Whole("zone", 1, 99);
        var own = new PlaceId(string.Create(CultureInfo.InvariantCulture, $"zone:kansen-{number:00}"));
        var place = places.ContainsKey(own) ? own : Find(row, "pref_code", PlaceCodes.Prefecture);
        if (!_zones.TryAdd(row.Text("zone"), place))
            row.Report("zone", $"zone {number} stands twice.", "remove one of the rows.");
    }
}
