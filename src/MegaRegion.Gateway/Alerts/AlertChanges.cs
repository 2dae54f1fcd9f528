using MegaRegion.Contracts.Alerts;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Alerts;

/// <summary>What one watcher has been told, and what is new to it.</summary>
internal sealed class AlertChanges
{
    private HashSet<string> _rules = new(StringComparer.Ordinal);
    private bool _hasBegun;

    /// <summary>The version of the newest picture that it was told of.</summary>
    public long Version { get; private set; }

    /// <summary>What a picture has that the watcher does not know; null for nothing.</summary>
    public WatchAlertsResponse? Next(AlertPicture picture)
    {
        var rules = picture.Alerts.Select(alert => alert.Rule.Id).ToHashSet(StringComparer.Ordinal);
        var response = new WatchAlertsResponse { Snapshot = !_hasBegun, EvaluatedAtMs = picture.EvaluatedAtMs };
        response.Alerts.Add(picture.Alerts.Where(alert => !_hasBegun || alert.Version > Version).Select(AlertMessages.ToWire));
        response.DeletedRules.Add(_rules.Except(rules, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        (_rules, Version, _hasBegun) = (rules, picture.Version, true);
        return response.Snapshot || response.Alerts.Count + response.DeletedRules.Count > 0 ? response : null;
    }
}
