using Orleans;

namespace MegaRegion.Contracts.Alerts;

/// <summary>A rule and where its alert stands.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Status">Where its alert stands.</param>
/// <param name="Version">The version of the picture in which it last changed.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AlertMessage")]
public sealed record AlertMessage(
    [property: Id(0)] AlertRuleMessage Rule, [property: Id(1)] AlertStatusMessage Status, [property: Id(2)] long Version);
