using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Alerts;

/// <summary>A rule as the <c>alert</c> commands write it.</summary>
internal sealed record AlertRuleJson(
    string Id,
    string NameEn,
    string NameJa,
    string Indicator,
    string Layer,
    string Place,
    string? Destination,
    int WindowMinutes,
    string Comparison,
    long Threshold,
    long? ResolveThreshold,
    int ForSeconds)
{
    /// <summary>From the contract's form.</summary>
    public static AlertRuleJson From(AlertRule rule) => new(
        rule.Id,
        rule.NameEn,
        rule.NameJa,
        EnumWords<AlertIndicator>.Of(rule.Indicator).Replace('_', '-'),
        WireNames.Of(rule.Layer),
        rule.Place,
        rule.Destination.Length == 0 ? null : rule.Destination,
        rule.WindowMinutes,
        EnumWords<AlertComparison>.Of(rule.Comparison),
        rule.Threshold,
        rule.HasResolveThreshold ? rule.ResolveThreshold : null,
        rule.ForSeconds);
}
