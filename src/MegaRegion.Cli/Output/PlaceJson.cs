using MegaRegion.V1;

namespace MegaRegion.Cli.Output;

/// <summary>A place as the <c>places</c> commands write it.</summary>
internal sealed record PlaceJson(
    string Id,
    string Level,
    string? Parent,
    string Kind,
    string NameJa,
    string NameEn,
    double? Latitude,
    double? Longitude,
    long Population,
    PlaceJson.HubJson? Hub,
    long Version)
{
    /// <summary>From the contract's form.</summary>
    public static PlaceJson From(Place place) => new(
        place.Id,
        WireNames.Of(place.Level),
        place.Parent.Length == 0 ? null : place.Parent,
        place.Kind,
        place.NameJa,
        place.NameEn,
        place.HasLatitude ? place.Latitude : null,
        place.HasLongitude ? place.Longitude : null,
        place.Population,
        place.Hub is { } hub
            ? new HubJson(
                hub.Operator, hub.OperatorClass.ToString(), hub.OpenedYear,
                [.. hub.Facilities.Select(facility => new FacilityJson(facility.Kind, facility.Name, facility.Capacity))], hub.Note)
            : null,
        place.Version);

    /// <summary>What is known of a hub.</summary>
    internal sealed record HubJson(
        string Operator, string OperatorClass, int OpenedYear, IReadOnlyList<FacilityJson> Facilities, string Note);

    /// <summary>A facility of a hub.</summary>
    internal sealed record FacilityJson(string Kind, string Name, long Capacity);
}
