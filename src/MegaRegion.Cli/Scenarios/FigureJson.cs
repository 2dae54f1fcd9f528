using MegaRegion.Scenarios.Results;

namespace MegaRegion.Cli.Scenarios;

/// <summary>A headline figure in JSON.</summary>
internal sealed record FigureJson(
    string Key, string Name, string Unit, string BaselineLabel, string Label, double Before, double After, double Change, double? Low, double? High, double Noise)
{
    /// <summary>The JSON of a figure.</summary>
    public static FigureJson Of(Figure figure) => new(
        figure.Key, figure.NameEn, figure.Unit, Word(figure.BaselineLabel), Word(figure.Label), figure.Before, figure.After, figure.Change, figure.Low, figure.High, figure.Noise);

    private static string Word(FigureLabel label) => label.ToString().ToLowerInvariant();
}
