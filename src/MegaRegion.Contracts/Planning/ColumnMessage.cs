using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>A column of a table.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Unit">Unit; empty for texts.</param>
/// <param name="IsNumber">Whether it holds numbers; otherwise texts.</param>
/// <param name="Label">How its figures are known: observed, modelled or assumed.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.ColumnMessage")]
public sealed record ColumnMessage(
    [property: Id(0)] string Key,
    [property: Id(1)] string NameEn,
    [property: Id(2)] string NameJa,
    [property: Id(3)] string Unit,
    [property: Id(4)] bool IsNumber,
    [property: Id(5)] string Label);
