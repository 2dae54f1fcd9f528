using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Alerts;

/// <summary>
/// A watch of alerts, line by line: as JSON every response, else each alert when its state changes, without the changes of
/// its value.
/// </summary>
internal sealed class AlertLines(Session session)
{
    private readonly AlertWords _words = new(session.Words);
    private readonly Dictionary<string, (AlertState State, string Id)> _told = new(StringComparer.Ordinal);

    /// <summary>Writes a response.</summary>
    public void Write(WatchAlertsResponse update)
    {
        if (session.IsJson)
        {
            Json.WriteLine(new
            {
                update.Snapshot,
                evaluatedAt = AlertJson.TimeOf(update.EvaluatedAtMs),
                alerts = update.Alerts.Select(AlertJson.From),
                deletedRules = update.DeletedRules,
            });
            return;
        }

        foreach (var alert in update.Alerts)
        {
            if (!_told.TryGetValue(alert.Rule.Id, out var told) || told != (alert.State, alert.Id))
                session.Say($"{Times.Iso(alert.SinceMs)} {_words.NameOf(alert.State)} {alert.Rule.Id} {_words.NameOf(alert.Rule)}: {_words.ValueOf(alert)} ({_words.ConditionOf(alert.Rule)})");
            _told[alert.Rule.Id] = (alert.State, alert.Id);
        }

        foreach (var rule in update.DeletedRules)
        {
            _told.Remove(rule);
            session.Say(session.Words.Pick($"deleted {rule}", $"削除 {rule}"));
        }
    }
}
