using System.Diagnostics.Metrics;
using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Flows;

namespace MegaRegion.Grains.Alerts;

/// <summary>
/// What alerts measure: meter <c>MegaRegion.Alerts</c>. Gauges show what the grain in this process knows; on a cluster the
/// processes without the grain show none. Thread-safe.
/// </summary>
internal sealed class AlertInstruments
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "MegaRegion.Alerts";

    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly AlertState[] States = Enum.GetValues<AlertState>();

    private readonly TimeProvider _time;
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _failed;
    private readonly Histogram<double> _duration;
    private volatile Shown? _shown;

    /// <summary>Creates the instruments.</summary>
    public AlertInstruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("megaregion.alert.rules", CountStates, "{rule}", "Rules for alerts, by the state of their alert.");
        meter.CreateObservableGauge("megaregion.alert.firing", ReadFiring, "{alert}", "1 while the alert of a rule fires, else 0.");
        meter.CreateObservableGauge("megaregion.alert.indicator", ReadValues, "{unit}", "The value that a rule looks at, at its last evaluation.");
        meter.CreateObservableGauge("megaregion.alert.evaluation.age", ReadAge, "s", "Time since the rules were last evaluated.");
        _transitions = meter.CreateCounter<long>("megaregion.alert.transitions", "{transition}", "Changes of the state of alerts, by the new state.");
        _failed = meter.CreateCounter<long>("megaregion.alert.evaluation.failed", "{evaluation}", "Evaluations that did not succeed.");
        _duration = meter.CreateHistogram(
            "megaregion.alert.evaluation.duration", "s", "Time that an evaluation of all rules takes.", tags: null, DurationBuckets);
    }

    /// <summary>Shows alerts.</summary>
    /// <param name="alerts">Them.</param>
    public void Show(IEnumerable<Alert> alerts) => _shown = new Shown([.. alerts], _shown?.EvaluatedAt);

    /// <summary>All rules were evaluated.</summary>
    /// <param name="started">Timestamp of the beginning.</param>
    public void Evaluated(long started)
    {
        _duration.Record(_time.GetElapsedTime(started).TotalSeconds);
        _shown = new Shown(_shown?.Alerts ?? [], _time.GetTimestamp());
    }

    /// <summary>An evaluation did not succeed.</summary>
    public void Failed() => _failed.Add(1);

    /// <summary>The grain has left this process.</summary>
    public void Hide() => _shown = null;

    /// <summary>The state of an alert has changed.</summary>
    public void Changed(AlertState state) => _transitions.Add(1, new KeyValuePair<string, object?>("state", NameOf(state)));

    private IEnumerable<Measurement<long>> CountStates() => _shown is { } shown
        ? States.Select(state => new Measurement<long>(
            shown.Alerts.Count(alert => alert.Status.State == state), new KeyValuePair<string, object?>("state", NameOf(state))))
        : [];

    private IEnumerable<Measurement<long>> ReadFiring() =>
        (_shown?.Alerts ?? []).Select(alert => Measure(alert, alert.Status.State == AlertState.Firing ? 1 : 0));

    private IEnumerable<Measurement<long>> ReadValues() =>
        (_shown?.Alerts ?? []).SelectMany(alert => alert.Status.Value is { } value ? [Measure(alert, value)] : Array.Empty<Measurement<long>>());

    private IEnumerable<Measurement<double>> ReadAge() => _shown?.EvaluatedAt is { } evaluatedAt
        ? [new Measurement<double>(_time.GetElapsedTime(evaluatedAt).TotalSeconds)]
        : [];

    private static Measurement<long> Measure(Alert alert, long value) => new(
        value, new("rule", alert.Rule.Id), new KeyValuePair<string, object?>("layer", NameOf(alert.Rule.Layer)));

    private static string NameOf(AlertState state) => state switch
    {
        AlertState.Inactive => "inactive",
        AlertState.Pending => "pending",
        AlertState.Firing => "firing",
        AlertState.Resolved => "resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    private static string NameOf(Layer layer) => layer switch
    {
        Layer.People => "people",
        Layer.Goods => "goods",
        Layer.Money => "money",
        Layer.Information => "information",
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "Not a layer."),
    };

    /// <summary>What the gauges show.</summary>
    private sealed record Shown(Alert[] Alerts, long? EvaluatedAt);
}
