using System.Security.Cryptography;
using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.DataSet.Models;

/// <summary>Puts together what scenarios are read against and solved on: the inputs of the model of Japan and figures of places.</summary>
public sealed class ScenarioWorldReader
{
    private const long MaxPopulation = 200_000_000;
    private const double YenPerTrillion = 1e12;
    private const long IndustryYear = 2019;

    private static readonly string[] Folders = ["places", "flows", "network", "model"];

    private readonly JapanDataSet _dataSet;
    private readonly ProblemLog _problems = new();

    private ScenarioWorldReader(JapanDataSet dataSet) => _dataSet = dataSet;

    /// <summary>Reads the world.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <exception cref="DataSetException">A file is not usable; all problems are listed.</exception>
    public static ScenarioWorld Read(JapanDataSet dataSet) => new ScenarioWorldReader(dataSet).Read();

    private ScenarioWorld Read()
    {
        var prefectures = ReadPrefectures();
        var world = new ScenarioWorld
        {
            Fingerprint = Fingerprint(),
            Inputs = JapanInputsReader.Read(_dataSet),
            Places = _dataSet.Places,
            Prefectures = prefectures,
            Municipalities = ReadMunicipalities(),
            Hubs = ReadHubs(),
            Nodes = _dataSet.Network.Nodes.ToDictionary(node => node.Id, node => new NodeFacts(node.Id, node.NameJa, node.Location), StringComparer.Ordinal),
            Money = Between(prefectures, "furusato-modelled-fy2020"),
            Information = Between(prefectures, "calls-modelled-fy2023"),
        };
        _problems.ThrowIfAny();
        return world;
    }

    private List<PrefectureFacts> ReadPrefectures()
    {
        var industries = ReadIndustries();
        string[] columns = ["region", "pref_code", "name_ja", "name_en", "popcentroid_lat", "popcentroid_lon", "pop_2020", "pop_2025_prelim", "pop_2030", "pop_2040", "pop_2050", "pop_2050_partial", "pop_2020_of_partial", "net_exports_tjpy_fy2019"];
        var prefectures = new List<PrefectureFacts>();
        foreach (var row in TableFile.Read(_dataSet.Directory, "places/prefectures.csv", columns, _problems))
        {
            var code = row.Code("pref_code", 2);
            prefectures.Add(new PrefectureFacts(
                new PlaceId("jp:" + code),
                row.Id("region") ?? default,
                row.Required("name_ja"),
                row.Required("name_en"),
                row.RequiredPoint("popcentroid_lat", "popcentroid_lon"),
                Populations(row),
                row.NumberOrNull("net_exports_tjpy_fy2019", -1000, 1000) * YenPerTrillion,
                industries.GetValueOrDefault(code) ?? []));
        }

        return [.. prefectures.OrderBy(facts => facts.Id.Value, StringComparer.Ordinal)];
    }

    // Where a part has no projection (Fukushima's coast), 2050 is that of the rest, scaled to all.
    private static Dictionary<int, long> Populations(TableRow row)
    {
        var population = new Dictionary<int, long> { [2020] = row.Whole("pop_2020", 1, MaxPopulation) };
        foreach (var (year, column) in new[] { (2025, "pop_2025_prelim"), (2030, "pop_2030"), (2040, "pop_2040"), (2050, "pop_2050") })
        {
            if (row.WholeOr(column, whenEmpty: 0, 0, MaxPopulation) is > 0 and var value)
                population[year] = value;
        }

        var (partial, of) = (row.WholeOr("pop_2050_partial", 0, 0, MaxPopulation), row.WholeOr("pop_2020_of_partial", 0, 0, MaxPopulation));
        if (!population.ContainsKey(2050) && of > 0)
            population[2050] = (long)Math.Round(population[2020] * (double)partial / of);
        return population;
    }

    private Dictionary<string, Dictionary<string, double>> ReadIndustries()
    {
        var industries = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        foreach (var row in TableFile.Read(_dataSet.Directory, "places/prefecture_industry_gva.csv", ["pref_code", "fiscal_year", "industry_ja", "gva_tjpy"], _problems))
        {
            if (row.Whole("fiscal_year", 2000, 2100) != IndustryYear || row.NumberOrNull("gva_tjpy", -1000, 1000) is not { } value)
                continue;
            var code = row.Code("pref_code", 2);
            if (!industries.TryGetValue(code, out var ofPrefecture))
                industries.Add(code, ofPrefecture = new Dictionary<string, double>(StringComparer.Ordinal));
            ofPrefecture[row.Required("industry_ja")] = value * YenPerTrillion;
        }

        return industries;
    }

    private List<MunicipalityFacts> ReadMunicipalities()
    {
        string[] columns = ["code", "pref_code", "name_ja", "name_romaji", "level", "lat", "lon", "area_km2", "pop_2020", "pop_2050", "daytime_pop_2020", "workers_tertiary_2020"];
        var municipalities = new List<MunicipalityFacts>();
        foreach (var row in TableFile.Read(_dataSet.Directory, "places/municipalities.csv", columns, _problems))
        {
            var projected = row.WholeOr("pop_2050", whenEmpty: -1, -1, MaxPopulation);
            municipalities.Add(new MunicipalityFacts(
                new PlaceId("jp:" + row.Code("code", 5)),
                new PlaceId("jp:" + row.Code("pref_code", 2)),
                row.Required("level"),
                row.Required("name_ja"),
                row.Required("name_romaji"),
                row.RequiredPoint("lat", "lon"),
                row.NumberOrNull("area_km2", 0, 100_000) ?? 0,
                row.Whole("pop_2020", 0, MaxPopulation),
                row.WholeOr("daytime_pop_2020", whenEmpty: 0, 0, MaxPopulation),
                projected < 0 ? null : projected,
                row.WholeOr("workers_tertiary_2020", whenEmpty: 0, 0, MaxPopulation)));
        }

        return municipalities;
    }

    private List<HubFacts> ReadHubs()
    {
        var visitors = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var row in TableFile.Read(_dataSet.Directory, "flows/hub_activity_assumptions.csv", ["hub", "direction", "layer", "annual_quantity"], _problems))
        {
            var (hub, isVisit) = (row.Required("hub"), row.Text("layer") is "People" && row.Text("direction") is "in");
            visitors[hub] = visitors.GetValueOrDefault(hub) + (isVisit ? row.NumberIn("annual_quantity", 0, 1e15) : 0);
        }

        var observatories = _dataSet.Observatories.Select(observatory => observatory.Hub).ToHashSet();
        return [.. _dataSet.Places.Where(place => place.Level == Level.Hub && !observatories.Contains(place.Id)).Select(place => new HubFacts(
            place.Id,
            place.NameJa,
            place.NameEn,
            place.Parent is { } parent && _dataSet.Find(parent) is { Level: Level.City } city ? city.Id : null,
            place.Kind,
            place.Hub?.Facilities.Count ?? 0,
            visitors.GetValueOrDefault(place.Id.Value)))];
    }

    private OdMatrix Between(List<PrefectureFacts> prefectures, string table)
    {
        var index = prefectures.Select((facts, k) => (facts.Id, k)).ToDictionary(item => item.Id, item => item.k);
        var matrix = new OdMatrix(prefectures.Count);
        foreach (var cell in _dataSet.Flows.Get(table).Cells)
            matrix[index[cell.Origin], index[cell.Destination]] += cell.Quantity;
        return matrix;
    }

    // Content, not time stamps: the same data in another folder is the same world.
    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in Folders)
        {
            var root = Path.Combine(_dataSet.Directory, folder);
            foreach (var file in Directory.EnumerateFiles(root, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(_dataSet.Directory, file).Replace('\\', '/')));
                hash.AppendData(File.ReadAllBytes(file));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
