using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Places;

/// <summary>
/// Reads the tables of <c>places/</c> from the mega-region down to the hubs and checks them against each other and
/// against the published totals.
/// </summary>
internal sealed class PlaceCatalogueReader(string directory, ProblemLog problems)
{
    /// <summary>Residents of Japan at the census of 2020, as published.</summary>
    public const long Population2020 = 126_146_099;

    /// <summary>Municipalities with the 23 special wards of Tokyo, without the northern territories.</summary>
    public const int MunicipalityCount = 1741;

    /// <summary>Prefectures.</summary>
    public const int PrefectureCount = 47;

    private const string RegionsFile = "places/regions.csv";
    private const string PrefecturesFile = "places/prefectures.csv";
    private const string MunicipalitiesFile = "places/municipalities.csv";
    private const long MaxPopulation = 200_000_000;

    private static readonly Dictionary<string, string> MunicipalityKinds =
        new[] { "designated_city", "city", "town", "village", "special_ward" }.ToDictionary(
            kind => kind, StringComparer.Ordinal);

    private readonly PlaceCollector _places = new(problems);
    private readonly Dictionary<PlaceId, PlaceId> _wardAliases = [];
    private readonly List<Observatory> _observatories = [];

    public PlaceCatalogue Read()
    {
        ReadRegions();
        ReadPrefectures();
        ReadMunicipalities();
        ReadWards();
        ReadSurveyZones();
        new HubReader(directory, problems, _places, _wardAliases).Read();
        ReadObservatories();
        _places.CheckParents();
        AddUpRegions();
        return new PlaceCatalogue([.. _places.Places], _wardAliases, _observatories);
    }

    private void ReadRegions()
    {
        var tops = 0;
        foreach (var row in TableFile.Read(directory, RegionsFile, ["id", "name_ja", "name_en", "parent"], problems))
        {
            if (row.Id("id") is not { } id)
                continue;
            var isTop = row.Text("parent").Length == 0;
            tops += isTop ? 1 : 0;
            if (isTop && id.Scheme is not "mega")
                row.Report(
                    "parent", $"{id} has no parent; only a mega-region may stand alone.", "name its mega-region.");
            _places.Add(
                new Place(
                    id,
                    isTop ? Level.MegaRegion : Level.Region,
                    isTop ? null : row.Id("parent"),
                    isTop ? "mega_region" : "region",
                    row.Required("name_ja"),
                    row.Required("name_en")),
                row,
                "id",
                "parent");
        }

        if (tops != 1)
            problems.Add(
                RegionsFile,
                0,
                "parent",
                $"{tops} places have no parent, expected one, the mega-region.",
                "leave exactly one parent empty.");
    }

    private void ReadPrefectures()
    {
        var count = 0;
        string[] columns = ["region", "pref_code", "name_ja", "name_en", "capital_lat", "capital_lon", "pop_2020"];
        foreach (var row in TableFile.Read(directory, PrefecturesFile, columns, problems))
        {
            count++;
            _places.Add(
                new Place(
                    new PlaceId("jp:" + row.Code("pref_code", 2)),
                    Level.Prefecture,
                    row.Id("region"),
                    "prefecture",
                    row.Required("name_ja"),
                    row.Required("name_en"),
                    row.Point("capital_lat", "capital_lon"),
                    row.Whole("pop_2020", 0, MaxPopulation)),
                row,
                "pref_code",
                "region");
        }

        CheckCount(PrefecturesFile, count, PrefectureCount);
    }

    private void ReadMunicipalities()
    {
        var count = 0;
        var total = 0L;
        var sums = new Dictionary<PlaceId, long>();
        string[] columns = ["code", "pref_code", "name_ja", "name_romaji", "level", "lat", "lon", "pop_2020"];
        foreach (var row in TableFile.Read(directory, MunicipalitiesFile, columns, problems))
        {
            var place = Municipality(row);
            _places.Add(place, row, "code", "pref_code");
            count++;
            total += place.Population;
            sums[place.Parent!.Value] = sums.GetValueOrDefault(place.Parent.Value) + place.Population;
        }

        CheckCount(MunicipalitiesFile, count, MunicipalityCount);
        if (total != Population2020)
            problems.Add(
                MunicipalitiesFile,
                0,
                "pop_2020",
                $"the sum is {total}, expected {Population2020} as published.",
                "take the file from the release.");
        CheckPrefectureSums(sums);
    }

    private static Place Municipality(TableRow row)
    {
        var code = row.Code("code", 5);
        var prefecture = row.Code("pref_code", 2);
        if (!code.StartsWith(prefecture, StringComparison.Ordinal))
            row.Report(
                "pref_code", $"{prefecture} does not begin the municipality code {code}.", "correct one of them.");
        return new Place(
            new PlaceId("jp:" + code),
            Level.City,
            new PlaceId("jp:" + prefecture),
            row.OneOf("level", MunicipalityKinds),
            row.Required("name_ja"),
            row.Required("name_romaji"),
            row.Point("lat", "lon"),
            row.Whole("pop_2020", 0, MaxPopulation));
    }

    private void CheckPrefectureSums(Dictionary<PlaceId, long> sums)
    {
        foreach (var prefecture in _places.Places.Where(place => place.Level == Level.Prefecture))
        {
            var sum = sums.GetValueOrDefault(prefecture.Id);
            if (sum != prefecture.Population)
                problems.Add(
                    PrefecturesFile,
                    0,
                    "pop_2020",
                    $"{prefecture.Id} has {prefecture.Population}, but its municipalities add up to {sum}.",
                    "correct the prefecture or the municipality.");
        }
    }

    private void ReadWards()
    {
        foreach (var row in TableFile.Read(directory, "places/wards.csv", ["code", "parent_code"], problems))
        {
            var ward = new PlaceId("jp:" + row.Code("code", 5));
            var city = new PlaceId("jp:" + row.Code("parent_code", 5));
            if (_places.Find(city) is not { Kind: "designated_city" })
                row.Report(
                    "parent_code", $"{city} is not a designated city of {MunicipalitiesFile}.", "correct the code.");
            if (_places.Contains(ward) || !_wardAliases.TryAdd(ward, city))
                row.Report("code", $"{ward} is already defined; codes are unique.", "remove one of the rows.");
        }
    }

    private void ReadSurveyZones()
    {
        string[] columns = ["id", "name_ja", "name_en", "parent"];
        foreach (var row in TableFile.Read(directory, "places/survey_zones.csv", columns, problems))
        {
            if (row.Id("id") is not { } id)
                continue;
            var zone = new Place(
                id, Level.City, row.Id("parent"), "survey_zone", row.Required("name_ja"), row.Required("name_en"));
            _places.Add(zone, row, "id", "parent");
        }
    }

    private void ReadObservatories()
    {
        string[] columns = ["id", "name_ja", "name_en", "observes", "survey"];
        foreach (var row in TableFile.Read(directory, "places/observatories.csv", columns, problems))
        {
            if (row.Id("id") is not { } id || row.Id("observes") is not { } observes)
                continue;
            _places.Add(
                new Place(
                    id,
                    Level.Hub,
                    observes,
                    "observatory",
                    row.Required("name_ja"),
                    row.Required("name_en"),
                    _places.Find(observes)?.Location,
                    Hub: HubProfile.Unknown),
                row,
                "id",
                "observes");
            _observatories.Add(new Observatory(id, observes, row.Required("survey")));
        }
    }

    private void AddUpRegions()
    {
        var mega = new Dictionary<PlaceId, long>();
        foreach (var region in _places.Places.Where(place => place.Level == Level.Region).ToList())
        {
            var population = _places.Places.Where(place => place.Parent == region.Id).Sum(place => place.Population);
            _places.Replace(region with { Population = population });
            if (region.Parent is { } parent)
                mega[parent] = mega.GetValueOrDefault(parent) + population;
        }

        foreach (var (id, population) in mega)
        {
            if (_places.Find(id) is { } place)
                _places.Replace(place with { Population = population });
        }
    }

    private void CheckCount(string file, int count, int expected)
    {
        if (count != expected)
            problems.Add(
                file, 0, "", $"the file has {count} rows, expected {expected}.", "take the file from the release.");
    }
}
