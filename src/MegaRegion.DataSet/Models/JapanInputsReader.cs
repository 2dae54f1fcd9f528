using MegaRegion.DataSet.Network;
using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.DataSet.Models;

/// <summary>
/// Puts the inputs of the model of Japan together from the data set: survey zones, the cities that stand for them, the
/// network with the years in which its parts were in service, and observed flows.
/// </summary>
public sealed class JapanInputsReader
{
    private const string ZonesFile = "flows/people_kansen_zones.csv";

    private static readonly int[] SurveyYears = [1990, 1995, 2000, 2005, 2010];

    private static readonly TransportMode[] Modes = [TransportMode.Rail, TransportMode.Air, TransportMode.Car, TransportMode.Bus];

    private static readonly Dictionary<string, LinkKind> Kinds = new(StringComparer.Ordinal)
    {
        ["shinkansen"] = LinkKind.Shinkansen,
        ["rail_conventional"] = LinkKind.Express,
        ["maglev"] = LinkKind.Maglev,
        ["air"] = LinkKind.Air,
        ["road"] = LinkKind.Road,
        ["access"] = LinkKind.Access,
        ["transfer"] = LinkKind.Transfer,
    };

    private readonly JapanDataSet _dataSet;
    private readonly ProblemLog _problems = new();
    private readonly List<JapanZone> _zones = [];
    private readonly Dictionary<PlaceId, int> _zoneOfPlace = [];

    private JapanInputsReader(JapanDataSet dataSet) => _dataSet = dataSet;

    /// <summary>Reads the inputs.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <exception cref="DataSetException">A file of the model is not usable; all problems are listed.</exception>
    public static JapanInputs Read(JapanDataSet dataSet) => new JapanInputsReader(dataSet).Read();

    private JapanInputs Read()
    {
        ReadZones();
        var cities = ReadCities();
        var links = new JapanLinksReader(_dataSet, _problems, Kinds).Read();
        _problems.ThrowIfAny();
        var prefectures = _dataSet.Places.Where(place => place.Level == Level.Prefecture).OrderBy(place => place.Id.Value, StringComparer.Ordinal).ToList();
        return new JapanInputs
        {
            Zones = _zones,
            Cities = cities,
            Links = links,
            ZoneKilometres = ZoneDistances(cities),
            TripsByMode = SurveyYears.ToDictionary(year => year, TripsByMode),
            WeekdayTrips2010 = Matrix("kansen-purpose-weekday-2010", null, null),
            PurposeTrips2010 = new Dictionary<string, OdMatrix>(StringComparer.Ordinal)
            {
                ["business"] = Matrix("kansen-purpose-weekday-2010", null, Purpose.Business),
                ["tourism"] = Matrix("kansen-purpose-weekday-2010", null, Purpose.Tourism),
                ["private"] = Matrix("kansen-purpose-weekday-2010", null, Purpose.Private),
            },
            Prefectures = [.. prefectures.Select(place => place.NameEn)],
            PrefectureKilometres = PrefectureDistances(prefectures),
            PrefectureTrips2010 = BetweenPrefectures(prefectures, "kansen-2010"),
            Migration = Enumerable.Range(2019, 7).ToDictionary(year => year, year => Between(prefectures, FormattableString.Invariant($"migration-{year}"))),
            Freight = Between(prefectures, "freight-fy2022"),
        };
    }

    private void ReadZones()
    {
        foreach (var row in TableFile.Read(_dataSet.Directory, ZonesFile, ["zone", "pref_code", "intra_excluded_group"], _problems))
        {
            var zone = new PlaceId(FormattableString.Invariant($"zone:kansen-{row.Whole("zone", 1, 99):00}"));
            var place = _dataSet.Find(zone) ?? _dataSet.Find(new PlaceId("jp:" + row.Code("pref_code", 2)));
            if (place?.Parent is not { } parent)
            {
                row.Report("zone", $"{row.Text("zone")} is not a survey zone or prefecture of the data set.", "correct the code.");
                continue;
            }

            var region = place.Level == Level.City ? _dataSet.Find(parent)?.Parent ?? parent : parent;
            _zoneOfPlace.Add(place.Id, _zones.Count);
            _zones.Add(new JapanZone(place.Id, place.NameJa, place.NameEn, region, row.Text("intra_excluded_group")));
        }
    }

    private List<JapanCity> ReadCities()
    {
        var ofHokkaido = new Dictionary<string, PlaceId>(StringComparer.Ordinal);
        foreach (var row in TableFile.Read(_dataSet.Directory, "model/hokkaido_cities.csv", ["code", "zone"], _problems))
        {
            if (row.Id("zone") is { } zone)
                ofHokkaido[row.Code("code", 5)] = zone;
        }

        var cities = new List<(NetworkNode Node, int Zone, long Population)>();
        foreach (var node in _dataSet.Network.Nodes.Where(node => node.Kind is "city"))
        {
            var place = _dataSet.Find(node.Municipality);
            var zone = ofHokkaido.TryGetValue(node.Id[2..], out var part) ? part
                : place?.Level == Level.Prefecture ? place.Id
                : place?.Parent;
            if (zone is { } found && _zoneOfPlace.TryGetValue(found, out var index))
                cities.Add((node, index, place!.Population));
            else
                _problems.Add("network/nodes.csv", 0, "node", $"{node.Id} lies in no survey zone.", "add it to model/hokkaido_cities.csv.");
        }

        var total = new long[_zones.Count];
        foreach (var (_, zone, population) in cities)
            total[zone] += population;
        return [.. cities.Select(city => new JapanCity(city.Node.Id, city.Node.NameJa, city.Zone, city.Population / (double)total[city.Zone], city.Node.Location, city.Population))];
    }

    private OdMatrix ZoneDistances(List<JapanCity> cities)
    {
        var matrix = new OdMatrix(_zones.Count);
        foreach (var from in cities)
        {
            foreach (var to in cities.Where(city => city.Zone != from.Zone))
                matrix[from.Zone, to.Zone] += from.Weight * to.Weight * GreatCircle.Kilometres(from.Location, to.Location);
        }

        return matrix;
    }

    private OdMatrix[] TripsByMode(int year)
    {
        var table = JapanInputs.CountsWeekday(year) ? FormattableString.Invariant($"kansen-day-{year}") : FormattableString.Invariant($"kansen-{year}");
        return [.. Modes.Select(mode => Matrix(table, mode, null))];
    }

    private OdMatrix Matrix(string table, TransportMode? mode, Purpose? purpose)
    {
        var matrix = new OdMatrix(_zones.Count);
        foreach (var cell in _dataSet.Flows.Get(table).Cells)
        {
            if ((mode is null || cell.Mode == mode) && (purpose is null || cell.Purpose == purpose))
                matrix[_zoneOfPlace[cell.Origin], _zoneOfPlace[cell.Destination]] += cell.Quantity;
        }

        return matrix;
    }

    private OdMatrix Between(List<Place> places, string table)
    {
        var index = places.Select((place, k) => (place.Id, k)).ToDictionary(item => item.Id, item => item.k);
        var matrix = new OdMatrix(places.Count);
        foreach (var cell in _dataSet.Flows.Get(table).Cells)
            matrix[index[cell.Origin], index[cell.Destination]] += cell.Quantity;
        return matrix;
    }

    // The survey's parts of Hokkaido are places below the prefecture.
    private OdMatrix BetweenPrefectures(List<Place> prefectures, string table)
    {
        var index = prefectures.Select((place, k) => (place.Id, k)).ToDictionary(item => item.Id, item => item.k);
        int Of(PlaceId place) => index.TryGetValue(place, out var k) ? k : index[_dataSet.Find(place)!.Parent!.Value];
        var matrix = new OdMatrix(prefectures.Count);
        foreach (var cell in _dataSet.Flows.Get(table).Cells)
            matrix[Of(cell.Origin), Of(cell.Destination)] += cell.Quantity;
        return matrix;
    }

    // Between population centres, which tables of places do not keep.
    private OdMatrix PrefectureDistances(List<Place> prefectures)
    {
        var centres = new Dictionary<PlaceId, GeoPoint>();
        foreach (var row in TableFile.Read(_dataSet.Directory, "places/prefectures.csv", ["pref_code", "popcentroid_lat", "popcentroid_lon"], _problems))
            centres[new PlaceId("jp:" + row.Code("pref_code", 2))] = row.RequiredPoint("popcentroid_lat", "popcentroid_lon");
        _problems.ThrowIfAny();
        var matrix = new OdMatrix(prefectures.Count);
        for (var i = 0; i < matrix.Size; i++)
        {
            for (var j = 0; j < matrix.Size; j++)
                matrix[i, j] = i == j ? 0 : GreatCircle.Kilometres(centres[prefectures[i].Id], centres[prefectures[j].Id]);
        }

        return matrix;
    }
}
