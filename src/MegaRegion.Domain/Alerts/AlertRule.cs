using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Alerts;

/// <summary>When an alert is to be raised. <see cref="AlertRuleCheck"/> tells whether it is sound.</summary>
/// <param name="Id">Names the rule: 1 to 60 of a-z, 0-9 and '-'.</param>
/// <param name="NameEn">What people call it, in English.</param>
/// <param name="NameJa">What people call it, in Japanese.</param>
/// <param name="Indicator">What it looks at.</param>
/// <param name="Layer">Of which layer.</param>
/// <param name="Place">Id of a city, prefecture or region.</param>
/// <param name="Destination">For <see cref="AlertIndicator.Between"/> an id of a place of the same level; empty otherwise.</param>
/// <param name="WindowMinutes">Length of the sliding window in minutes of event time.</param>
/// <param name="Comparison">On which side of the threshold the condition holds.</param>
/// <param name="Threshold">In the layer's unit, of a share in permille.</param>
/// <param name="ResolveThreshold">
/// A firing alert ends when the value is back at this number; null takes the threshold. The gap between the two is
/// hysteresis: inside it nothing changes.
/// </param>
/// <param name="ForSeconds">How long the condition must hold before the alert fires; 0 for at once.</param>
public sealed record AlertRule(
    string Id,
    string NameEn,
    string NameJa,
    AlertIndicator Indicator,
    Layer Layer,
    string Place,
    string Destination,
    int WindowMinutes,
    AlertComparison Comparison,
    long Threshold,
    long? ResolveThreshold,
    int ForSeconds)
{
    /// <summary>Whether the condition holds; without a value it does not.</summary>
    public bool IsBreachedBy(long? value) =>
        value is { } known && (Comparison == AlertComparison.Above ? known > Threshold : known < Threshold);

    /// <summary>Whether a firing alert is over; without a value it is.</summary>
    public bool IsClearedBy(long? value)
    {
        var resolve = ResolveThreshold ?? Threshold;
        return value is not { } known || (Comparison == AlertComparison.Above ? known <= resolve : known >= resolve);
    }

    /// <summary>Whether another rule raises alerts of the same value in the same way, whatever it is called.</summary>
    public bool HasConditionOf(AlertRule other) => this with { NameEn = other.NameEn, NameJa = other.NameJa } == other;
}
