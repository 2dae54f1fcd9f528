using System.Diagnostics;
using System.Diagnostics.Metrics;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Telemetry;

/// <summary>What the grains measure: meter and activity source <c>MegaRegion.Grains</c>. No hub ids in any tag.</summary>
internal sealed class GrainsInstruments : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "MegaRegion.Grains";

    private static readonly InstrumentAdvice<double> LagBuckets = new()
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly string[] LayerNames = ["", "people", "goods", "money", "information"];
    private static readonly string[] LevelNames = ["", "hub", "city", "prefecture", "region", "mega_region"];

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _duplicate;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _late;
    private readonly Counter<long> _quantity;
    private readonly Counter<long> _violations;
    private readonly Histogram<double> _rollUpLag;
    private readonly Histogram<double> _watchLag;
    private readonly UpDownCounter<long> _subscribers;
    private long _imbalance;

    /// <summary>Creates the instruments.</summary>
    public GrainsInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        Source = new ActivitySource(Name);
        _accepted = meter.CreateCounter<long>("megaregion.flow.accepted", "{flow}", "Flows made durable.");
        _duplicate = meter.CreateCounter<long>("megaregion.flow.duplicate", "{flow}", "Flows of reports that were recorded before.");
        _rejected = meter.CreateCounter<long>("megaregion.flow.rejected", "{flow}", "Flows of refused reports, by reason.");
        _late = meter.CreateCounter<long>("megaregion.flow.late", "{flow}", "Accepted flows over an hour behind the hub's newest.");
        _quantity = meter.CreateCounter<long>(
            "megaregion.flow.quantity", "{unit}", "Quantity accepted, in the layer's unit, by layer and regions.");
        _violations = meter.CreateCounter<long>("megaregion.invariant.violations", "{violation}", "Broken invariants. Must stay 0.");
        _rollUpLag = meter.CreateHistogram(
            "megaregion.rollup.lag", "s", "From the acceptance of a change to its arrival at a level.", tags: null, LagBuckets);
        _watchLag = meter.CreateHistogram(
            "megaregion.watch.lag", "s", "From the acceptance of a change to its delivery to a watcher.", tags: null, LagBuckets);
        _subscribers = meter.CreateUpDownCounter<long>("megaregion.watch.subscribers", "{watcher}", "Watchers now.");
        meter.CreateObservableGauge(
            "megaregion.ledger.imbalance", () => Interlocked.Read(ref _imbalance), "{total}",
            "Totals that differed from the journal in the last verification. Must be 0.");
    }

    /// <summary>Where the spans come from.</summary>
    public ActivitySource Source { get; }

    /// <summary>Name of a level in tags.</summary>
    public static string NameOf(Level level) => LevelNames[(int)level];

    /// <summary>A report became durable.</summary>
    public void Accepted(PreparedReport report, int lateFlows, PlaceDirectory directory)
    {
        _accepted.Add(report.FlowCount);
        if (lateFlows > 0)
        {
            _late.Add(lateFlows);
        }

        if (_quantity.Enabled)
        {
            CountQuantity(report, directory);
        }
    }

    /// <summary>A report had been recorded before.</summary>
    public void Duplicate(int flows) => _duplicate.Add(flows);

    /// <summary>A report was refused.</summary>
    public void Rejected(string reason, int flows) => _rejected.Add(flows, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>An invariant is broken.</summary>
    public void Violated(string invariant) =>
        _violations.Add(1, new KeyValuePair<string, object?>("invariant", invariant));

    /// <summary>Changes arrived at a level.</summary>
    public void RolledUp(Level level, TimeSpan lag) =>
        _rollUpLag.Record(lag.TotalSeconds, new KeyValuePair<string, object?>("level", NameOf(level)));

    /// <summary>Changes were handed to a watcher.</summary>
    public void Watched(TimeSpan lag) => _watchLag.Record(lag.TotalSeconds);

    /// <summary>A watcher came (1) or left (-1).</summary>
    public void Watchers(int change) => _subscribers.Add(change);

    /// <summary>A verification ended.</summary>
    public void Verified(long differences) => Interlocked.Exchange(ref _imbalance, differences);

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    private void CountQuantity(PreparedReport report, PlaceDirectory directory)
    {
        foreach (var (pair, quantity) in report.SumAt(Level.Region, directory))
        {
            _quantity.Add(
                quantity,
                new("layer", NameOf(pair.Layer)),
                new("src_region", RegionOf(pair.Origin, directory)),
                new("dst_region", RegionOf(pair.Destination, directory)));
        }
    }

    private static string NameOf(Layer layer) => LayerNames[(int)layer];

    private static string RegionOf(PlaceNumber number, PlaceDirectory directory) =>
        directory.Find(number) is { Place: { Level: Level.Region } place } ? place.Id.Value[(place.Id.Scheme.Length + 1)..] : "none";
}
