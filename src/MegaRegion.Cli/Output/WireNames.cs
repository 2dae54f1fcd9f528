using MegaRegion.V1;

namespace MegaRegion.Cli.Output;

/// <summary>The words that options and JSON use for levels, layers and windows, in both directions.</summary>
internal static class WireNames
{
    private static readonly Dictionary<string, Level> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hub"] = Level.Hub,
        ["city"] = Level.City,
        ["prefecture"] = Level.Prefecture,
        ["region"] = Level.Region,
        ["mega-region"] = Level.MegaRegion,
    };

    private static readonly Dictionary<string, Layer> Layers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["people"] = Layer.People,
        ["goods"] = Layer.Goods,
        ["money"] = Layer.Money,
        ["information"] = Layer.Information,
    };

    private static readonly Dictionary<string, WindowSize> Windows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["minute"] = WindowSize.Minute,
        ["hour"] = WindowSize.Hour,
        ["day"] = WindowSize.Day,
    };

    /// <summary>Accepted words for levels.</summary>
    public static string[] LevelWords { get; } = [.. Levels.Keys];

    /// <summary>Accepted words for layers.</summary>
    public static string[] LayerWords { get; } = [.. Layers.Keys];

    /// <summary>Accepted words for windows.</summary>
    public static string[] WindowWords { get; } = [.. Windows.Keys];

    /// <summary>The four layers in their order.</summary>
    public static Layer[] AllLayers { get; } = [.. Layers.Values];

    /// <summary>Reads a level.</summary>
    public static Level LevelOf(string word) => Levels[word];

    /// <summary>Reads a layer.</summary>
    public static Layer LayerOf(string word) => Layers[word];

    /// <summary>Reads a window.</summary>
    public static WindowSize WindowOf(string word) => Windows[word];

    /// <summary>The word of a level.</summary>
    public static string Of(Level level) => Levels.FirstOrDefault(pair => pair.Value == level).Key ?? "unspecified";

    /// <summary>The word of a layer.</summary>
    public static string Of(Layer layer) => Layers.FirstOrDefault(pair => pair.Value == layer).Key ?? "unspecified";
}
