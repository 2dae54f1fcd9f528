using MegaRegion.Domain.Places;
using Orleans;

namespace MegaRegion.Contracts.Catalog;

/// <summary>A place on its way to the catalogue; see <see cref="Place"/> for the meaning of the fields.</summary>
/// <param name="Id">The place id.</param>
/// <param name="Level">A value of <see cref="Domain.Places.Level"/>.</param>
/// <param name="Parent">The parent's id, or null.</param>
/// <param name="Kind">What kind of place.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="LatitudeDegrees">WGS 84; null without a site.</param>
/// <param name="LongitudeDegrees">WGS 84; null without a site.</param>
/// <param name="Population">Residents.</param>
/// <param name="Hub">Only for hubs.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.PlaceMessage")]
public sealed record PlaceMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] byte Level,
    [property: Id(2)] string? Parent,
    [property: Id(3)] string Kind,
    [property: Id(4)] string NameJa,
    [property: Id(5)] string NameEn,
    [property: Id(6)] double? LatitudeDegrees,
    [property: Id(7)] double? LongitudeDegrees,
    [property: Id(8)] long Population,
    [property: Id(9)] HubProfileMessage? Hub)
{
    /// <summary>The message form of a place.</summary>
    public static PlaceMessage From(Place place) => new(
        place.Id.Value,
        (byte)place.Level,
        place.Parent?.Value,
        place.Kind,
        place.NameJa,
        place.NameEn,
        place.Location?.LatitudeDegrees,
        place.Location?.LongitudeDegrees,
        place.Population,
        place.Hub is null ? null : HubProfileMessage.From(place.Hub));

    /// <summary>The place.</summary>
    public Place ToPlace() => new(
        new PlaceId(Id),
        (Level)Level,
        Parent is null ? null : new PlaceId(Parent),
        Kind,
        NameJa,
        NameEn,
        LatitudeDegrees is { } latitude && LongitudeDegrees is { } longitude ? new GeoPoint(latitude, longitude) : null,
        Population,
        Hub?.ToProfile());
}
