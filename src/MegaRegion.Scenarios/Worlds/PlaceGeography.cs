using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Worlds;

/// <summary>
/// Where places lie in the model's zones and prefectures. Places smaller than a zone count by their share of its residents.
/// Municipalities of Hokkaido that the model does not place count to the zone of Sapporo.
/// </summary>
public sealed class PlaceGeography
{
    private readonly ScenarioWorld _world;
    private readonly Dictionary<PlaceId, Place> _places;
    private readonly Dictionary<PlaceId, int> _prefectureIndex;
    private readonly int[] _prefectureOfZone;
    private readonly double[] _zoneWeight;

    internal PlaceGeography(ScenarioWorld world)
    {
        _world = world;
        _places = world.Places.ToDictionary(place => place.Id);
        _prefectureIndex = world.Prefectures.Select((facts, k) => (facts.Id, k)).ToDictionary(item => item.Id, item => item.k);
        _prefectureOfZone = [.. world.Inputs.Zones.Select(zone =>
            _prefectureIndex.TryGetValue(zone.Id, out var own) ? own : _prefectureIndex[_places[zone.Id].Parent!.Value])];
        _zoneWeight = Weights();
    }

    /// <summary>Index of the prefecture of each survey zone.</summary>
    public IReadOnlyList<int> PrefectureOfZone => _prefectureOfZone;

    /// <summary>Residents of each survey zone in 2020; parts of Hokkaido by their cities.</summary>
    public double ZonePopulation(int zone) =>
        _world.Prefectures[_prefectureOfZone[zone]].Population[2020] * _zoneWeight[zone];

    /// <summary>Whether the data set has a place.</summary>
    /// <param name="id">A place of any level.</param>
    public bool Knows(PlaceId id) => _places.ContainsKey(id);

    /// <summary>The parts of zones that a place is; empty when it is not known or is virtual.</summary>
    /// <param name="id">A place of any level.</param>
    public IReadOnlyList<PlaceShare> SharesOf(PlaceId id)
    {
        if (_prefectureIndex.TryGetValue(id, out var prefecture))
            return OfPrefecture(prefecture);
        if (!_places.TryGetValue(id, out var place))
            return [];
        return place.Level switch
        {
            Level.MegaRegion => [.. Enumerable.Range(0, _world.Prefectures.Count).SelectMany(OfPrefecture)],
            Level.Region => [.. Enumerable.Range(0, _world.Prefectures.Count).Where(k => _world.Prefectures[k].Region == id).SelectMany(OfPrefecture)],
            Level.Hub => place.Parent is { } parent && _places[parent].Level < Level.Region ? SharesOf(parent) : [],
            _ => OfCity(place),
        };
    }

    /// <summary>Name of a place in Japanese and English; the id when it is not known.</summary>
    public (string Ja, string En) NameOf(PlaceId id) =>
        _places.TryGetValue(id, out var place) ? (place.NameJa, place.NameEn) : (id.Value, id.Value);

    /// <summary>Index of the city of the network that is, or is nearest in the zone to, a place; -1 for none.</summary>
    public int CityOf(PlaceId id)
    {
        var cities = _world.Inputs.Cities;
        var node = "C:" + (id.Scheme is "jp" ? id.Value[3..] : Municipality(id)?.Value[3..] ?? "");
        for (var city = 0; city < cities.Count; city++)
        {
            if (string.Equals(cities[city].Node, node, StringComparison.Ordinal))
                return city;
        }

        if (SharesOf(id) is not [var first, ..])
            return -1;
        return Enumerable.Range(0, cities.Count).Where(city => cities[city].Zone == first.Zone).MaxBy(city => cities[city].Population);
    }

    private PlaceId? Municipality(PlaceId id) => _places.TryGetValue(id, out var place) ? place.Parent : null;

    private PlaceShare[] OfPrefecture(int prefecture) =>
        [.. Enumerable.Range(0, _prefectureOfZone.Length).Where(zone => _prefectureOfZone[zone] == prefecture)
            .Select(zone => new PlaceShare(zone, prefecture, 1, _zoneWeight[zone]))];

    private PlaceShare[] OfCity(Place place)
    {
        var zones = _world.Inputs.Zones;
        var own = Enumerable.Range(0, zones.Count).FirstOrDefault(zone => zones[zone].Id == place.Id, -1);
        if (own >= 0)
            return [new PlaceShare(own, _prefectureOfZone[own], 1, _zoneWeight[own])];
        if (place.Parent is not { } parent || !_prefectureIndex.TryGetValue(parent, out var prefecture))
            return [];
        var node = "C:" + place.Id.Value[3..];
        var city = _world.Inputs.Cities.FirstOrDefault(city => string.Equals(city.Node, node, StringComparison.Ordinal))
            ?? _world.Inputs.Cities.Where(city => _prefectureOfZone[city.Zone] == prefecture).MaxBy(city => city.Population);
        if (city is null || place.Population == 0)
            return [];
        return [new PlaceShare(
            city.Zone, prefecture, Math.Min(1, place.Population / ZonePopulation(city.Zone)), place.Population / (double)_world.Prefectures[prefecture].Population[2020])];
    }

    private double[] Weights()
    {
        var (weight, total) = (new double[_prefectureOfZone.Length], new double[_world.Prefectures.Count]);
        foreach (var city in _world.Inputs.Cities)
        {
            weight[city.Zone] += city.Population;
            total[_prefectureOfZone[city.Zone]] += city.Population;
        }

        for (var zone = 0; zone < weight.Length; zone++)
            weight[zone] /= total[_prefectureOfZone[zone]];
        return weight;
    }
}
