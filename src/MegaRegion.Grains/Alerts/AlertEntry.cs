using MegaRegion.Contracts.Alerts;
using Orleans;

namespace MegaRegion.Grains.Alerts;

/// <summary>A rule and its alert as they are kept.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Status">Where its alert stands.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AlertEntry")]
public sealed record AlertEntry([property: Id(0)] AlertRuleMessage Rule, [property: Id(1)] AlertStatusMessage Status);
