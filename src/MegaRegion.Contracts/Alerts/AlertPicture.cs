using Orleans;

namespace MegaRegion.Contracts.Alerts;

/// <summary>Every rule with its alert.</summary>
/// <param name="Version">Rises with every change.</param>
/// <param name="EvaluatedAtMs">When the rules were last evaluated, milliseconds since 1970; 0 when they were not yet.</param>
/// <param name="Alerts">By id of the rule.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AlertPicture")]
public sealed record AlertPicture(
    [property: Id(0)] long Version, [property: Id(1)] long EvaluatedAtMs, [property: Id(2)] AlertMessage[] Alerts);
