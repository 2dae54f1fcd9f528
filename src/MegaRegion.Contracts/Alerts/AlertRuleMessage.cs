using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Flows;
using Orleans;

namespace MegaRegion.Contracts.Alerts;

/// <summary>A rule on its way between grains and in what they keep; see <see cref="AlertRule"/>.</summary>
/// <param name="Id">Id.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="NameJa">Name in Japanese.</param>
/// <param name="Indicator">A value of <see cref="AlertIndicator"/>.</param>
/// <param name="Layer">A value of <see cref="Domain.Flows.Layer"/>.</param>
/// <param name="Place">Id of the place.</param>
/// <param name="Destination">Id of the destination; empty for none.</param>
/// <param name="WindowMinutes">Length of the window.</param>
/// <param name="Comparison">A value of <see cref="AlertComparison"/>.</param>
/// <param name="Threshold">Threshold.</param>
/// <param name="ResolveThreshold">Where a firing alert ends; null for the threshold.</param>
/// <param name="ForSeconds">How long the condition must hold.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AlertRuleMessage")]
public sealed record AlertRuleMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] string NameEn,
    [property: Id(2)] string NameJa,
    [property: Id(3)] byte Indicator,
    [property: Id(4)] byte Layer,
    [property: Id(5)] string Place,
    [property: Id(6)] string Destination,
    [property: Id(7)] int WindowMinutes,
    [property: Id(8)] byte Comparison,
    [property: Id(9)] long Threshold,
    [property: Id(10)] long? ResolveThreshold,
    [property: Id(11)] int ForSeconds)
{
    /// <summary>The message form.</summary>
    public static AlertRuleMessage From(AlertRule rule) => new(
        rule.Id,
        rule.NameEn,
        rule.NameJa,
        (byte)rule.Indicator,
        (byte)rule.Layer,
        rule.Place,
        rule.Destination,
        rule.WindowMinutes,
        (byte)rule.Comparison,
        rule.Threshold,
        rule.ResolveThreshold,
        rule.ForSeconds);

    /// <summary>The domain's form.</summary>
    public AlertRule ToRule() => new(
        Id,
        NameEn,
        NameJa,
        (AlertIndicator)Indicator,
        (Layer)Layer,
        Place,
        Destination,
        WindowMinutes,
        (AlertComparison)Comparison,
        Threshold,
        ResolveThreshold,
        ForSeconds);
}
