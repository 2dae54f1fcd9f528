using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Queries;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.Alerts;

/// <summary>
/// Reads indicators from the totals that queries are answered from. Rules of one level and window share a query, so an
/// evaluation costs as many queries as there are such pairs, however many rules.
/// </summary>
internal sealed class IndicatorReader(IFlowQueries queries, IPlaceCatalog catalog, IOptions<GrainsOptions> options)
{
    // A flow may be five minutes ahead of the clock and shift the horizon; the minute that has begun is one more.
    private const int MinutesAhead = 6;

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
            var totals = await TotalsAsync(group.Key.Level, group.Key.WindowMinutes, group.Select(rule => rule.Layer), nowMs, cancellationToken);
            foreach (var rule in group)
                values[rule.Id] = IndicatorReading.Of(rule, directory, totals.Select(total => (total.Pair, total.Quantity)));
        }

        return values;
    }

    private Task<IReadOnlyList<PairTotal>> TotalsAsync(
        Level level, int minutes, IEnumerable<Layer> layers, long nowMs, CancellationToken cancellationToken)
    {
        var (from, to) = IndicatorReading.WindowAt(minutes, nowMs);
        var query = new FlowQuery(level, LayerSet.Of(layers), Domain.Ledger.WindowSize.Minute, from, to);
        return queries.GetOdMatrixAsync(query, cancellationToken);
    }
}
