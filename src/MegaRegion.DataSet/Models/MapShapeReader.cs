using System.Text.Json;
using MegaRegion.Scenarios.Exporting;

namespace MegaRegion.DataSet.Models;

/// <summary>Reads the outlines of the prefectures for reports.</summary>
public static class MapShapeReader
{
    private const string Map = "japan_prefectures_s0001.geojson";

    /// <summary>Reads the map.</summary>
    /// <param name="dataSet">The data set.</param>
    public static IReadOnlyList<MapShape> Read(JapanDataSet dataSet)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(dataSet.MapPath(Map)));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select(Shape)];
    }

    private static MapShape Shape(JsonElement feature)
    {
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").ValueEquals("MultiPolygon") ? coordinates.EnumerateArray().ToArray() : [coordinates];
        return new MapShape(
            "jp:" + feature.GetProperty("properties").GetProperty("pref_code").GetString(),
            [.. polygons.SelectMany(polygon => polygon.EnumerateArray()).Select(ring =>
                (IReadOnlyList<(double, double)>)[.. ring.EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))])]);
    }
}
