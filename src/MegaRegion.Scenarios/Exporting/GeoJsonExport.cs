using System.Text.Encodings.Web;
using System.Text.Json;
using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>
/// A result as one GeoJSON feature collection (RFC 7946): zones as points with arrivals, the pairs that change most as lines,
/// and loaded links as lines. Feature property <c>feature</c> is <c>zone</c>, <c>pair</c> or <c>link</c>.
/// </summary>
public static class GeoJsonExport
{
    private const int ShownPairs = 200;

    /// <summary>Writes the collection.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    /// <param name="result">The result.</param>
    /// <param name="world">The world that it was solved on, for positions.</param>
    public static void Write(Stream stream, ScenarioResult result, ScenarioWorld world)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", result.Name);
        json.WriteStartArray("features");
        WriteZones(json, result.Flows[0], world);
        WritePairs(json, result.Flows[0], world);
        if (result.Table("links") is { } links)
            WriteLinks(json, links, world);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Where a zone is drawn: at its largest city.</summary>
    internal static GeoPoint PositionOf(ScenarioWorld world, int zone) =>
        world.Inputs.Cities.Where(city => city.Zone == zone).MaxBy(city => city.Population)!.Location;

    private static void WriteZones(Utf8JsonWriter json, LayerMatrix people, ScenarioWorld world)
    {
        var size = people.Places.Count;
        for (var zone = 0; zone < size; zone++)
        {
            var (before, after) = (0.0, 0.0);
            for (var origin = 0; origin < size; origin++)
                (before, after) = (before + people.Before[(origin * size) + zone], after + people.After[(origin * size) + zone]);
            Begin(json, "Point");
            Position(json, PositionOf(world, zone));
            End(json, "zone", [("id", people.Places[zone]), ("nameJa", world.Inputs.Zones[zone].NameJa), ("nameEn", world.Inputs.Zones[zone].NameEn)], [("arrivalsBefore", before), ("arrivalsAfter", after), ("change", after - before)]);
        }
    }

    private static void WritePairs(Utf8JsonWriter json, LayerMatrix people, ScenarioWorld world)
    {
        var size = people.Places.Count;
        var pairs = Enumerable.Range(0, people.After.Count).Where(pair => people.After[pair] != people.Before[pair])
            .OrderByDescending(pair => Math.Abs(people.After[pair] - people.Before[pair])).ThenBy(pair => pair).Take(ShownPairs);
        foreach (var pair in pairs)
        {
            Begin(json, "LineString");
            Line(json, PositionOf(world, pair / size), PositionOf(world, pair % size));
            End(json, "pair", [("from", people.Places[pair / size]), ("to", people.Places[pair % size])], [("before", people.Before[pair]), ("after", people.After[pair]), ("change", people.After[pair] - people.Before[pair])]);
        }
    }

    private static void WriteLinks(Utf8JsonWriter json, ResultTable links, ScenarioWorld world)
    {
        foreach (var row in links.Rows)
        {
            if (!world.Nodes.TryGetValue(row.Texts[1], out var from) || !world.Nodes.TryGetValue(row.Texts[2], out var to))
                continue;
            Begin(json, "LineString");
            Line(json, from.Location, to.Location);
            End(json, "link", [("mode", row.Texts[0]), ("from", from.Id), ("to", to.Id)], [("before", row.Numbers[0]), ("after", row.Numbers[1]), ("seats", row.Numbers[2])]);
        }
    }

    private static void Begin(Utf8JsonWriter json, string geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("geometry");
        json.WriteString("type", geometry);
        json.WritePropertyName("coordinates");
    }

    private static void End(Utf8JsonWriter json, string feature, (string Name, string Value)[] texts, (string Name, double? Value)[] numbers)
    {
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("feature", feature);
        foreach (var (name, value) in texts)
            json.WriteString(name, value);
        foreach (var (name, value) in numbers)
        {
            if (value is { } number && double.IsFinite(number))
                json.WriteNumber(name, number);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, GeoPoint from, GeoPoint to)
    {
        json.WriteStartArray();
        Position(json, from);
        Position(json, to);
        json.WriteEndArray();
    }

    private static void Position(Utf8JsonWriter json, GeoPoint point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(point.LongitudeDegrees);
        json.WriteNumberValue(point.LatitudeDegrees);
        json.WriteEndArray();
    }
}
