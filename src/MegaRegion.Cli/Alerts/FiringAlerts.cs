using Grpc.Core;
using MegaRegion.Cli.Output;
using MegaRegion.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MegaRegion.Cli.Alerts;

/// <summary>The alerts that fire now, for a part of a screen. Thread-safe.</summary>
internal sealed class FiringAlerts(Words words)
{
    private readonly Lock _gate = new();
    private readonly AlertWords _words = new(words);
    private readonly Dictionary<string, Alert> _firing = new(StringComparer.Ordinal);
    private StatusCode _refusal = StatusCode.OK;

    /// <summary>The server does not tell its alerts.</summary>
    public void Refuse(StatusCode status)
    {
        lock (_gate)
        {
            _refusal = status;
            _firing.Clear();
        }
    }

    /// <summary>Takes a response; says whether the lines may have changed.</summary>
    public bool Apply(WatchAlertsResponse update)
    {
        lock (_gate)
        {
            var fired = _firing.Count > 0;
            if (update.Snapshot)
                _firing.Clear();
            foreach (var rule in update.DeletedRules)
                _firing.Remove(rule);
            foreach (var alert in update.Alerts)
            {
                if (alert.State == AlertState.Firing)
                    _firing[alert.Rule.Id] = alert;
                else
                    _firing.Remove(alert.Rule.Id);
            }

            return fired || _firing.Count > 0;
        }
    }

    /// <summary>The alerts, the oldest first, one a line; nothing when none fires.</summary>
    /// <param name="most">How many lines there are at most, 1 or more; the last one then counts the rest.</param>
    public IReadOnlyList<IRenderable> Lines(int most)
    {
        lock (_gate)
        {
            if (_refusal != StatusCode.OK)
                return [Line(words.Pick($"alerts cannot be shown ({_refusal})", $"警報を表示できません ({_refusal})"))];
            var all = _firing.Values.OrderBy(alert => alert.FiredAtMs).ThenBy(alert => alert.Rule.Id, StringComparer.Ordinal).ToList();
            var shown = all.Count <= most ? all.Count : most - 1;
            List<IRenderable> lines = [.. all.Take(shown).Select(alert => Line(TextOf(alert)))];
            if (shown < all.Count)
                lines.Add(Line(words.Pick($"{all.Count - shown} more alerts fire: megaregion alert list", $"ほか {all.Count - shown} 件の警報: megaregion alert list")));
            return lines;
        }
    }

    // A line of the terminal each, whatever the names are.
    private static Text Line(string text) => new(text, new Style(Color.Red, decoration: Decoration.Bold)) { Overflow = Overflow.Ellipsis };

    private string TextOf(Alert alert) =>
        $"{_words.NameOf(AlertState.Firing)} {_words.NameOf(alert.Rule)}: {_words.ValueOf(alert)} ({_words.ConditionOf(alert.Rule)}) {Times.Iso(alert.FiredAtMs)}";
}
