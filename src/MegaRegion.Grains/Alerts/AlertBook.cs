using System.Collections.Immutable;
using MegaRegion.Contracts.Alerts;
using MegaRegion.Domain.Alerts;

namespace MegaRegion.Grains.Alerts;

/// <summary>All alerts by id of their rule. Immutable: every change makes a new book.</summary>
internal sealed class AlertBook
{
    private readonly ImmutableSortedDictionary<string, Alert> _alerts;

    private AlertBook(ImmutableSortedDictionary<string, Alert> alerts) => _alerts = alerts;

    /// <summary>How many there are.</summary>
    public int Count => _alerts.Count;

    /// <summary>Them, by id of the rule.</summary>
    public IEnumerable<Alert> Alerts => _alerts.Values;

    /// <summary>A book of what is kept.</summary>
    public static AlertBook Of(IEnumerable<Alert> alerts) =>
        new(alerts.ToImmutableSortedDictionary(alert => alert.Rule.Id, alert => alert, StringComparer.Ordinal));

    /// <summary>The alert of a rule; null when there is none.</summary>
    public Alert? Find(string rule) => _alerts.GetValueOrDefault(rule);

    /// <summary>The book with a rule added, or in the place of the one with its id.</summary>
    public AlertBook Put(AlertRule rule, long nowMs)
    {
        var status = Find(rule.Id) is { } before
            ? AlertMachine.Replace(before.Rule, rule, before.Status, nowMs)
            : AlertStatus.New(nowMs);
        return new AlertBook(_alerts.SetItem(rule.Id, new Alert(rule, status)));
    }

    /// <summary>The book without a rule.</summary>
    public AlertBook Remove(string rule) => new(_alerts.Remove(rule));

    /// <summary>The book after an evaluation.</summary>
    /// <param name="values">The indicator of every rule.</param>
    /// <param name="nowMs">When they were read.</param>
    /// <param name="isContinuous">Whether the evaluation before was recent enough.</param>
    public AlertBook Evaluate(IReadOnlyDictionary<string, long?> values, long nowMs, bool isContinuous) => Of(Alerts.Select(
        alert => alert with { Status = AlertMachine.Step(alert.Rule, alert.Status, values[alert.Rule.Id], nowMs, isContinuous) }));

    /// <summary>Whether what is kept of this book is kept of the other one, too.</summary>
    public bool IsKeptAs(AlertBook other) =>
        Count == other.Count && Alerts.Zip(other.Alerts).All(pair => pair.First.IsKeptAs(pair.Second));

    /// <summary>Alerts of this book whose state is another than in the book before, each with its state there.</summary>
    public IEnumerable<(Alert Alert, AlertStatus Before)> ChangesSince(AlertBook before) =>
        from alert in Alerts
        let earlier = before.Find(alert.Rule.Id)?.Status
        where earlier is not null && earlier.State != alert.Status.State
        select (alert, earlier);

    /// <summary>The alerts as messages.</summary>
    /// <param name="versionOf">The version of the picture in which the alert of a rule last changed.</param>
    public AlertMessage[] ToMessages(Func<string, long> versionOf) => [.. Alerts.Select(alert => new AlertMessage(
        AlertRuleMessage.From(alert.Rule), AlertStatusMessage.From(alert.Status), versionOf(alert.Rule.Id)))];
}
