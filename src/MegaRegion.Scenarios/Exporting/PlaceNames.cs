using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Exporting;

/// <summary>Names of places and layers as they stand in tables.</summary>
internal sealed class PlaceNames(ScenarioWorld world)
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["people"] = "ヒト people",
        ["goods"] = "モノ goods",
        ["money"] = "カネ money",
        ["information"] = "情報 information",
        ["rail"] = "鉄道 rail",
        ["air"] = "航空 air",
        ["car"] = "自動車 car",
        ["bus"] = "バス bus",
        ["wins"] = "増 wins",
        ["loses"] = "減 loses",
        ["unchanged"] = "変化なし unchanged",
        ["gains"] = "得る gains",
        ["all"] = "計 all",
        ["yes"] = "○ yes",
        ["no"] = "× no",
    };

    private readonly Dictionary<string, string> _places = world.Places.ToDictionary(place => place.Id.Value, place => $"{place.NameJa} {place.NameEn}", StringComparer.Ordinal);

    /// <summary>The name of what a cell holds; the text itself when it is no place or word.</summary>
    public string Of(string text) => Words.GetValueOrDefault(text) ?? _places.GetValueOrDefault(text) ?? text;

    /// <summary>The Japanese name of a place.</summary>
    public string Japanese(string id) => world.Geography.NameOf(new Domain.Places.PlaceId(id)).Ja;
}
