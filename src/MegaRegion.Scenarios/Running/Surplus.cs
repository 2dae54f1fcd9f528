using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Running;

/// <summary>Consumer surplus by the rule of a half on log-sums.</summary>
internal static class Surplus
{
    /// <summary>Yen in the unit of trips; 0 where no log-sum changes. Pairs that are cut off count nothing here.</summary>
    public static double Yen(OdMatrix[] trips, OdMatrix[] before, OdMatrix logSumChange, double utilityPerYen)
    {
        var sum = 0.0;
        for (var pair = 0; pair < logSumChange.Values.Length; pair++)
        {
            var change = logSumChange.Values[pair];
            if (change == 0 || !double.IsFinite(change))
                continue;
            for (var mode = 0; mode < trips.Length; mode++)
                sum += 0.5 * (trips[mode].Values[pair] + before[mode].Values[pair]) * change;
        }

        return sum == 0 ? 0 : sum / -utilityPerYen;
    }
}
