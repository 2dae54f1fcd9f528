using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.DataSet.Models;

/// <summary>
/// Municipalities with their survey zones, for the demand of <see cref="MunicipalModel"/>. The survey states its four parts of
/// Hokkaido by district; here a municipality of Hokkaido belongs to the part of the nearest city of the network, which is modelled.
/// </summary>
public static class MunicipalitiesReader
{
    private const int MaxPopulation = 20_000_000;

    /// <summary>Reads the municipalities.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <param name="inputs">The inputs of the model, with its zones and cities.</param>
    /// <exception cref="DataSetException">The table is not usable.</exception>
    public static IReadOnlyList<Municipality> Read(JapanDataSet dataSet, JapanInputs inputs)
    {
        var (problems, result) = (new ProblemLog(), new List<Municipality>());
        var zones = inputs.Zones.Select((zone, k) => (zone.Id, k)).ToDictionary(item => item.Id, item => item.k);
        foreach (var row in TableFile.Read(dataSet.Directory, "places/municipalities.csv", ["code", "pref_code", "name_ja", "lat", "lon", "pop_2020"], problems))
        {
            var location = row.RequiredPoint("lat", "lon");
            var zone = zones.TryGetValue(new PlaceId("jp:" + row.Code("pref_code", 2)), out var own) ? own : NearestZone(dataSet, inputs, location);
            result.Add(new Municipality(new PlaceId("jp:" + row.Code("code", 5)), row.Required("name_ja"), zone, location, row.Whole("pop_2020", 0, MaxPopulation)));
        }

        problems.ThrowIfAny();
        return result;
    }

    private static int NearestZone(JapanDataSet dataSet, JapanInputs inputs, GeoPoint location) => inputs.Cities
        .Where(city => dataSet.Find(inputs.Zones[city.Zone].Id)?.Level != Level.Prefecture)
        .MinBy(city => GreatCircle.Kilometres(city.Location, location))!.Zone;
}
