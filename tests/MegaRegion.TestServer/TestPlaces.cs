using MegaRegion.Domain.Places;

namespace MegaRegion.TestServer;

/// <summary>A small mega-region: two regions with a prefecture each, two cities in the north, four hubs.</summary>
public static class TestPlaces
{
    public const string Mega = "mega:test";
    public const string North = "region:north";
    public const string South = "region:south";
    public const string NorthPrefecture = "jp:01";
    public const string SouthPrefecture = "jp:02";
    public const string NorthCity = "jp:01100";
    public const string OtherNorthCity = "jp:01200";
    public const string SouthCity = "jp:02100";

    /// <summary>In <see cref="NorthCity"/>.</summary>
    public const string Alpha = "hub:alpha";

    /// <summary>In <see cref="SouthCity"/>.</summary>
    public const string Beta = "hub:beta";

    /// <summary>In <see cref="OtherNorthCity"/>.</summary>
    public const string Gamma = "hub:gamma";

    /// <summary>In <see cref="NorthCity"/>, next to <see cref="Alpha"/>.</summary>
    public const string Delta = "hub:delta";

    public static IReadOnlyList<Place> All { get; } =
    [
        Of(Mega, Level.MegaRegion, parent: null, "試験圏", "Test mega-region"),
        Of(North, Level.Region, Mega, "北", "North"),
        Of(South, Level.Region, Mega, "南", "South"),
        Of(NorthPrefecture, Level.Prefecture, North, "北県", "North prefecture"),
        Of(SouthPrefecture, Level.Prefecture, South, "南県", "South prefecture"),
        Of(NorthCity, Level.City, NorthPrefecture, "北市", "North city"),
        Of(OtherNorthCity, Level.City, NorthPrefecture, "北町", "Other north city"),
        Of(SouthCity, Level.City, SouthPrefecture, "南市", "South city"),
        Of(Alpha, Level.Hub, NorthCity, "アルファ", "Alpha"),
        Of(Beta, Level.Hub, SouthCity, "ベータ", "Beta"),
        Of(Gamma, Level.Hub, OtherNorthCity, "ガンマ", "Gamma"),
        Of(Delta, Level.Hub, NorthCity, "デルタ", "Delta"),
    ];

    private static Place Of(string id, Level level, string? parent, string nameJa, string nameEn) => new(
        PlaceId.Parse(id),
        level,
        parent is null ? null : PlaceId.Parse(parent),
        level == Level.Hub ? "coworking" : "test",
        nameJa,
        nameEn,
        Hub: level == Level.Hub ? HubProfile.Unknown : null);
}
