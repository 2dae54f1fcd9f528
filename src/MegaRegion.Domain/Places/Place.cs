namespace MegaRegion.Domain.Places;

/// <summary>A node of the mega-region: a hub, city, prefecture, region, or the mega-region itself.</summary>
/// <param name="Id">Its name, unique for ever.</param>
/// <param name="Level">Its layer; fixed by registration.</param>
/// <param name="Parent">The place above; null only for a mega-region. A virtual hub's parent is the mega-region.</param>
/// <param name="Kind">For example <c>designated_city</c>, <c>survey_zone</c>, <c>coworking</c>, <c>observatory</c>.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Location">Null for a place without a site.</param>
/// <param name="Population">Residents at the census of 2020; 0 when not known.</param>
/// <param name="Hub">Only for hubs.</param>
public sealed record Place(
    PlaceId Id,
    Level Level,
    PlaceId? Parent,
    string Kind,
    string NameJa,
    string NameEn,
    GeoPoint? Location = null,
    long Population = 0,
    HubProfile? Hub = null);
