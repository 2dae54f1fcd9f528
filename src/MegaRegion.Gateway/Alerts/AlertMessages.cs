using System.Globalization;
using MegaRegion.Contracts.Alerts;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Alerts;

/// <summary>Rules and alerts on the wire.</summary>
internal static class AlertMessages
{
    /// <summary>A rule as it came; what it holds is checked by who keeps it.</summary>
    public static AlertRuleMessage FromWire(AlertRule rule) => new(
        rule.Id,
        rule.NameEn,
        rule.NameJa,
        NumberOf((int)rule.Indicator),
        NumberOf((int)rule.Layer),
        rule.Place,
        rule.Destination,
        rule.WindowMinutes,
        NumberOf((int)rule.Comparison),
        rule.Threshold,
        rule.HasResolveThreshold ? rule.ResolveThreshold : null,
        rule.ForSeconds);

    /// <summary>A rule.</summary>
    public static AlertRule ToWire(AlertRuleMessage rule)
    {
        var wire = new AlertRule
        {
            Id = rule.Id,
            NameEn = rule.NameEn,
            NameJa = rule.NameJa,
            Indicator = (AlertIndicator)rule.Indicator,
            Layer = (Layer)rule.Layer,
            Place = rule.Place,
            Destination = rule.Destination,
            WindowMinutes = rule.WindowMinutes,
            Comparison = (AlertComparison)rule.Comparison,
            Threshold = rule.Threshold,
            ForSeconds = rule.ForSeconds,
        };
        if (rule.ResolveThreshold is { } resolve)
            wire.ResolveThreshold = resolve;
        return wire;
    }

    /// <summary>An alert.</summary>
    public static Alert ToWire(AlertMessage alert)
    {
        var status = alert.Status;
        var wire = new Alert
        {
            Id = status.Episode == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{alert.Rule.Id}/{status.Episode}"),
            Rule = ToWire(alert.Rule),
            State = (AlertState)status.State,
            SinceMs = status.SinceMs,
            PendingAtMs = status.PendingAtMs,
            FiredAtMs = status.FiredAtMs,
            ResolvedAtMs = status.ResolvedAtMs,
        };
        if (status.Value is { } value)
            wire.Value = value;
        return wire;
    }

    // A number that the contract does not have must not turn into one that it has.
    private static byte NumberOf(int value) => value is >= 0 and <= byte.MaxValue ? (byte)value : (byte)0;
}
