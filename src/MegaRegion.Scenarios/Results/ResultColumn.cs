namespace MegaRegion.Scenarios.Results;

/// <summary>A column of a result table.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Unit">Unit; empty for texts.</param>
/// <param name="IsNumber">Whether it holds numbers; otherwise texts.</param>
/// <param name="Label">How its figures are known.</param>
public sealed record ResultColumn(
    string Key, string NameEn, string NameJa, string Unit = "", bool IsNumber = false, FigureLabel Label = FigureLabel.Modelled);
