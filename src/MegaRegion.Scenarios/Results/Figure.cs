namespace MegaRegion.Scenarios.Results;

/// <summary>A headline figure of a run against its baseline.</summary>
/// <param name="Key">Stable name, for example <c>people.rail</c>.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Label">How it is known after the changes; the baseline's own label is <paramref name="BaselineLabel"/>.</param>
/// <param name="BaselineLabel">How it is known in the baseline.</param>
/// <param name="Before">Baseline.</param>
/// <param name="After">With the changes.</param>
/// <param name="Low">5th percentile of the change over draws; null without draws or where parameters do not enter.</param>
/// <param name="High">95th percentile.</param>
/// <param name="Noise">What convergence left open, in the unit of the figure.</param>
public sealed record Figure(
    string Key,
    string NameEn,
    string NameJa,
    string Unit,
    FigureLabel Label,
    FigureLabel BaselineLabel,
    double Before,
    double After,
    double? Low,
    double? High,
    double Noise)
{
    /// <summary>After − before.</summary>
    public double Change => After - Before;
}
