using MegaRegion.Domain.Places;

namespace MegaRegion.Testing;

/// <summary>
/// A catalogue small enough to think through: two regions, three prefectures, four cities, two hubs in each city, an
/// observatory at a prefecture and a virtual hub at the mega-region.
/// </summary>
internal static class SmallCountry
{
    public static readonly PlaceId Mega = new("mega:jp");
    public static readonly PlaceId Observatory = new("hub:survey-north");
    public static readonly PlaceId VirtualHub = new("hub:online-market");

    public static IReadOnlyList<Place> Places { get; } =
    [
        Of("mega:jp", Level.MegaRegion, null),
        Of("region:north", Level.Region, "mega:jp"),
        Of("region:south", Level.Region, "mega:jp"),
        Of("jp:01", Level.Prefecture, "region:north"),
        Of("jp:02", Level.Prefecture, "region:north"),
        Of("jp:03", Level.Prefecture, "region:south"),
        Of("jp:01100", Level.City, "jp:01"),
        Of("jp:01202", Level.City, "jp:01"),
        Of("jp:02201", Level.City, "jp:02"),
        Of("jp:03201", Level.City, "jp:03"),
        .. new[] { "jp:01100", "jp:01202", "jp:02201", "jp:03201" }.SelectMany(city => new[]
        {
            Of($"hub:{city[3..]}-a", Level.Hub, city),
            Of($"hub:{city[3..]}-b", Level.Hub, city),
        }),
        Of(Observatory.Value, Level.Hub, "jp:01"),
        Of(VirtualHub.Value, Level.Hub, "mega:jp"),
    ];

    public static PlaceDirectory Directory { get; } =
        new(Places.Select((place, index) => new CatalogEntry(place, new PlaceNumber(index + 1), 1)), 1);

    public static IReadOnlyList<PlaceId> Hubs { get; } =
        [.. Places.Where(place => place.Level == Level.Hub).Select(place => place.Id)];

    public static PlaceNumber Number(string id) => Directory.Find(id)!.Number;

    public static PlaceNumber Number(PlaceId id) => Number(id.Value);

    private static Place Of(string id, Level level, string? parent) => new(
        new PlaceId(id), level, parent is null ? null : new PlaceId(parent), "", id, id,
        Hub: level == Level.Hub ? HubProfile.Unknown : null);
}
