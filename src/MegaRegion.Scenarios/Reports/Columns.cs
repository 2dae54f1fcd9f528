using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Columns that many tables share.</summary>
internal static class Columns
{
    public static ResultColumn Text(string key, string en, string ja) => new(key, en, ja);

    public static ResultColumn Number(string key, string en, string ja, string unit, FigureLabel label = FigureLabel.Modelled) =>
        new(key, en, ja, unit, IsNumber: true, label);

    /// <summary>Before, after, change, percent (empty below the floor) and convergence noise.</summary>
    public static ResultColumn[] Change(string unit, FigureLabel before) =>
    [
        Number("before", "Before", "変化前", unit, before),
        Number("after", "After", "変化後", unit),
        Number("change", "Change", "変化", unit),
        Number("percent", "Change", "変化率", "%"),
        Number("noise", "Convergence noise", "収束誤差", unit),
    ];

    /// <summary>Values of <see cref="Change"/>.</summary>
    public static double?[] ChangeOf(double before, double after, double noise, double floor = 0) =>
        [before, after, after - before, Percent(before, after, floor), noise];

    /// <summary>Change in percent; null where what there was before is not above the floor.</summary>
    public static double? Percent(double before, double after, double floor = 0) =>
        Math.Abs(before) > floor ? 100 * (after - before) / before : null;

    public static ResultRow Row(IReadOnlyList<string> texts, params IReadOnlyList<double?> numbers) => new(texts, numbers);
}
