using MegaRegion.Scenarios.Results;

namespace MegaRegion.Cli.Tests.Load;

/// <summary>A run of two layers between places of the shipped catalogue, with flows that are easy to reckon with.</summary>
internal static class SmallRun
{
    /// <summary>Persons and kilograms of a year; nothing stays inside a place.</summary>
    public static ScenarioResult Result { get; } = new()
    {
        Id = "0123456789abcdef",
        Name = "small",
        TitleEn = "Small",
        TitleJa = "小さな計算",
        Year = 2030,
        Baseline = "observed 2010",
        Changes = [],
        Convergence = new Convergence([], [], 0, 0, 0, "gapReached"),
        Draws = 0,
        Headline = [],
        Tables = [],
        Flows =
        [
            new LayerMatrix("people", "persons", FigureLabel.Modelled, ["zone:kansen-01", "jp:13", "jp:27"], new double[9], Year(0, 10, 0, 30, 0, 60, 20, 80, 0)),
            new LayerMatrix("goods", "kg", FigureLabel.Modelled, ["jp:13", "jp:27"], new double[4], Year(0, 500_000, 1_500_000, 0)),
        ],
    };

    // From quantities a second.
    private static double[] Year(params double[] perSecond) => Array.ConvertAll(perSecond, quantity => quantity * 365 * 86_400);
}
