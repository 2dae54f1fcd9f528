using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Queries;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.Alerts;

/// <summary>
/// Reads indicators from the totals that queries are answered from. A rule needs the pairs that its place is an end of; only an
/// inflow share needs all that moved. Rules of one level and window share what they need: a few narrow queries, or one of
/// everything as soon as a share is among them or the narrow ones would be many. So an evaluation costs at most
/// <see cref="MostNarrow"/> queries for each level and window, however many rules.
/// </summary>
internal sealed class IndicatorReader(IFlowQueries queries, IPlaceCatalog catalog, IOptions<GrainsOptions> options)
{
    // A flow may be five minutes ahead of the clock and shift the horizon; the minute that has begun is one more.
    private const int MinutesAhead = 6;

    // A narrow query looks at every pair, too, but sorts, sends and sums few of them.
    private const int MostNarrow = 4;

    private static readonly Ends Everything = new(null, null);

    /// <summary>The longest window that the ledger keeps every minute of.</summary>
    public int MaxWindowMinutes { get; } = (int)Math.Clamp(
        options.Value.MinuteHorizon.TotalMinutes - MinutesAhead, 1, AlertRuleCheck.MaxWindowMinutes);

    /// <summary>
    /// The indicator of every rule at a moment, by id of the rule. It has no value when the formula gives none, and when the
    /// window is longer than the minutes that this server keeps.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long?>> ReadAsync(
        IReadOnlyCollection<AlertRule> rules, long nowMs, CancellationToken cancellationToken)
    {
        var directory = catalog.Current;
        if (rules.Any(rule => directory.Find(rule.Place) is null))
            directory = await catalog.RefreshAsync(cancellationToken);
        var values = rules.ToDictionary(rule => rule.Id, _ => (long?)null, StringComparer.Ordinal);
        var sound = rules.Where(rule => rule.WindowMinutes <= MaxWindowMinutes && directory.Find(rule.Place) is not null);
        foreach (var group in sound.GroupBy(rule => (directory.Find(rule.Place)!.Place.Level, rule.WindowMinutes)))
        {
            var needs = NeedsOf([.. group], directory);
            var totals = await TotalsAsync(group.Key.Level, group.Key.WindowMinutes, needs, nowMs, cancellationToken);
            foreach (var rule in group)
                values[rule.Id] = IndicatorReading.Of(rule, directory, needs[rule].SelectMany(ends => totals[ends]));
        }

        return values;
    }

    private static Dictionary<AlertRule, Ends[]> NeedsOf(AlertRule[] rules, PlaceDirectory directory)
    {
        var narrow = rules.ToDictionary(rule => rule, rule => EndsOf(rule, directory));
        var all = narrow.Values.SelectMany(ends => ends).ToHashSet();
        return all.Contains(Everything) || all.Count > MostNarrow
            ? rules.ToDictionary(rule => rule, _ => (Ends[])[Everything])
            : narrow;
    }

    // Together they hold every pair that counts, and none that counts twice.
    private static Ends[] EndsOf(AlertRule rule, PlaceDirectory directory)
    {
        var place = directory.Find(rule.Place)!.Number;
        return rule.Indicator switch
        {
            AlertIndicator.Inflow => [new Ends(null, place)],
            AlertIndicator.Outflow => [new Ends(place, null)],
            AlertIndicator.NetInflow => [new Ends(null, place), new Ends(place, null)],
            AlertIndicator.Between when directory.Find(rule.Destination) is { } destination => [new Ends(place, destination.Number)],
            _ => [Everything],
        };
    }

    private async Task<Dictionary<Ends, List<(PairKey Pair, long Quantity)>>> TotalsAsync(
        Level level, int minutes, IReadOnlyDictionary<AlertRule, Ends[]> needs, long nowMs, CancellationToken cancellationToken)
    {
        var (from, to) = IndicatorReading.WindowAt(minutes, nowMs);
        var totals = new Dictionary<Ends, List<(PairKey, long)>>();
        foreach (var ends in needs.Values.SelectMany(ends => ends).Distinct())
        {
            var layers = LayerSet.Of(needs.Where(need => need.Value.Contains(ends)).Select(need => need.Key.Layer));
            var query = new FlowQuery(level, layers, WindowSize.Minute, from, to, ends.Origin, ends.Destination);
            totals[ends] = [.. (await queries.GetOdMatrixAsync(query, cancellationToken)).Select(total => (total.Pair, total.Quantity))];
        }

        return totals;
    }

    /// <summary>What a query is narrowed to; null for every place.</summary>
    private readonly record struct Ends(PlaceNumber? Origin, PlaceNumber? Destination);
}
