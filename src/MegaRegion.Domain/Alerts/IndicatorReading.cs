using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Alerts;

/// <summary>
/// The value of a rule's indicator. With q(o, d) the quantity of the rule's layer from place o to place d of the level of
/// the rule's place P, summed over the window:
/// <code>
///   inflow        in(P)  = sum of q(o, P) over all o other than P
///   outflow       out(P) = sum of q(P, d) over all d other than P
///   between              = q(P, destination); with P itself as destination what stays inside
///   net inflow           = in(P) - out(P)
///   inflow share         = floor(1000 in(P) / sum of q(o, d) over all o other than d); no value when that sum is 0
/// </code>
/// A flow counts when both its ends are of that level or below, as in every view of the ledger. Sums stay at the largest
/// 64-bit number rather than overflow.
/// </summary>
public static class IndicatorReading
{
    /// <summary>
    /// The window at a moment: the given number of whole minutes that ended last. The minute that has begun does not count:
    /// it would make every steady flow look as if it sank at its beginning and rose to its end.
    /// </summary>
    /// <param name="minutes">Length, 1 or more.</param>
    /// <param name="nowMs">The moment, milliseconds since 1970.</param>
    /// <returns>The first moment, and the first moment after.</returns>
    public static (long FromMs, long ToMs) WindowAt(int minutes, long nowMs)
    {
        var to = Window.Of(WindowSize.Minute, new(nowMs)).StartUnixMilliseconds;
        return (to - (minutes * Window.LengthMilliseconds(WindowSize.Minute)), to);
    }

    /// <summary>The value; null when it has none.</summary>
    /// <param name="rule">A sound rule.</param>
    /// <param name="directory">The catalogue.</param>
    /// <param name="totals">Quantities by pair of places of the level of the rule's place, over the window; any layers.</param>
    public static long? Of(AlertRule rule, PlaceDirectory directory, IEnumerable<(PairKey Pair, long Quantity)> totals)
    {
        if (directory.Find(rule.Place) is not { Number: var place })
            return null;
        var destination = directory.Find(rule.Destination)?.Number;
        long inflow = 0, outflow = 0, between = 0, moved = 0;
        foreach (var (pair, quantity) in totals.Where(total => total.Pair.Layer == rule.Layer))
        {
            if (pair.Origin == place && pair.Destination == destination)
                Add(ref between, quantity);
            if (pair.Origin == pair.Destination)
                continue;
            Add(ref moved, quantity);
            if (pair.Destination == place)
                Add(ref inflow, quantity);
            else if (pair.Origin == place)
                Add(ref outflow, quantity);
        }

        return rule.Indicator switch
        {
            AlertIndicator.Inflow => inflow,
            AlertIndicator.Outflow => outflow,
            AlertIndicator.Between => between,
            AlertIndicator.NetInflow => inflow - outflow,
            AlertIndicator.InflowShare => moved == 0 ? null : (long)((Int128)inflow * AlertRuleCheck.WholePermille / moved),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Indicator, "Not an indicator."),
        };
    }

    private static void Add(ref long sum, long quantity) => sum += Math.Min(quantity, long.MaxValue - sum);
}
