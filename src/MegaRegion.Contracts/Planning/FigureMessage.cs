using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>A headline figure of a run against its baseline.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Label">How it is known: observed, modelled or assumed.</param>
/// <param name="Before">Baseline.</param>
/// <param name="After">With the changes.</param>
/// <param name="Low">5th percentile of the change over draws; null without draws.</param>
/// <param name="High">95th percentile.</param>
/// <param name="Noise">What convergence left open.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.FigureMessage")]
public sealed record FigureMessage(
    [property: Id(0)] string Key,
    [property: Id(1)] string NameEn,
    [property: Id(2)] string NameJa,
    [property: Id(3)] string Unit,
    [property: Id(4)] string Label,
    [property: Id(5)] double Before,
    [property: Id(6)] double After,
    [property: Id(7)] double? Low,
    [property: Id(8)] double? High,
    [property: Id(9)] double Noise);
