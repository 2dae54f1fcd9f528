using MegaRegion.Domain.Places;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Worlds;

/// <summary>
/// Everything that scenarios are read against and solved on, as plain data: inputs of the people layer, flows of the other
/// layers between prefectures, places with their figures. Immutable by convention; safe for many threads.
/// </summary>
public sealed class ScenarioWorld
{
    private readonly Lazy<PlaceGeography> _geography;
    private readonly Lazy<IReadOnlyList<string>> _placeIds;
    private readonly Lazy<Dictionary<PlaceId, MunicipalityFacts>> _municipalities;

    /// <summary>An empty world, to be filled by its initialiser.</summary>
    public ScenarioWorld()
    {
        _geography = new Lazy<PlaceGeography>(() => new PlaceGeography(this));
        _placeIds = new Lazy<IReadOnlyList<string>>(() => [.. Places!.Select(place => place.Id.Value)]);
        _municipalities = new Lazy<Dictionary<PlaceId, MunicipalityFacts>>(() => Municipalities!.ToDictionary(facts => facts.Id));
    }

    /// <summary>Names the content: equal for equal data. Part of the key under which runs are kept.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Inputs of the people layer.</summary>
    public required JapanInputs Inputs { get; init; }

    /// <summary>All places of the data set.</summary>
    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>The 47 prefectures, in the order of all prefecture matrices.</summary>
    public required IReadOnlyList<PrefectureFacts> Prefectures { get; init; }

    /// <summary>All municipalities.</summary>
    public required IReadOnlyList<MunicipalityFacts> Municipalities { get; init; }

    /// <summary>Hubs of the catalogue, observatories left out.</summary>
    public required IReadOnlyList<HubFacts> Hubs { get; init; }

    /// <summary>Nodes of the network by id.</summary>
    public required IReadOnlyDictionary<string, NodeFacts> Nodes { get; init; }

    /// <summary>Money between prefectures, yen a year: hometown-tax donations FY2020, modelled.</summary>
    public required OdMatrix Money { get; init; }

    /// <summary>Information between prefectures, mobile calls FY2023, modelled.</summary>
    public required OdMatrix Information { get; init; }

    /// <summary>Where places lie in zones and prefectures.</summary>
    public PlaceGeography Geography => _geography.Value;

    /// <summary>Ids of all places.</summary>
    public IReadOnlyList<string> PlaceIds => _placeIds.Value;

    /// <summary>Facts of a municipality; null when the place is none.</summary>
    public MunicipalityFacts? Municipality(PlaceId id) => _municipalities.Value.GetValueOrDefault(id);
}
