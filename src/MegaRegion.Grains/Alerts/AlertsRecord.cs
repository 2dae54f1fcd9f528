using MegaRegion.Contracts.Alerts;
using Orleans;

namespace MegaRegion.Grains.Alerts;

/// <summary>The rules and alerts that are kept.</summary>
[GenerateSerializer]
[Alias("MegaRegion.AlertsRecord")]
public sealed class AlertsRecord
{
    /// <summary>By id of the rule.</summary>
    [Id(0)]
    public List<AlertEntry> Alerts { get; set; } = [];

    /// <summary>The record of alerts.</summary>
    internal static AlertsRecord Of(IEnumerable<Alert> alerts) => new()
    {
        Alerts = [.. alerts.Select(alert => new AlertEntry(AlertRuleMessage.From(alert.Rule), AlertStatusMessage.From(alert.Status)))],
    };

    /// <summary>The alerts.</summary>
    internal IEnumerable<Alert> Read() => Alerts.Select(entry => new Alert(entry.Rule.ToRule(), entry.Status.ToStatus()));
}
