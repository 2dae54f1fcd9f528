using MegaRegion.Domain.Flows;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Grains.Planning;

/// <summary>Modes of transport of the ledger as main modes of the model.</summary>
internal static class ModesOf
{
    /// <summary>Position of the main mode; null for modes that the model does not have, and when none was reported.</summary>
    public static int? IndexOf(TransportMode mode) => mode switch
    {
        TransportMode.Rail or TransportMode.Maglev => (int)TravelMode.Rail,
        TransportMode.Air => (int)TravelMode.Air,
        TransportMode.Car => (int)TravelMode.Car,
        TransportMode.Bus => (int)TravelMode.Bus,
        _ => null,
    };

    /// <summary>Trips with those of unknown mode, by the shares of a pattern; on pairs that it does not have by its total shares.</summary>
    /// <param name="trips">Trips by mode; left as they are.</param>
    /// <param name="unknown">Trips of unknown mode.</param>
    /// <param name="pattern">Trips by mode whose shares are used.</param>
    public static OdMatrix[] Spread(OdMatrix[] trips, OdMatrix unknown, OdMatrix[] pattern)
    {
        double[] totals = [.. pattern.Select(mode => mode.Total())];
        OdMatrix[] sum = [.. trips.Select(mode => mode.Copy())];
        for (var pair = 0; pair < unknown.Values.Length; pair++)
        {
            if (unknown.Values[pair] <= 0)
                continue;
            double[] weights = [.. pattern.Select(mode => mode.Values[pair])];
            if (weights.Sum() <= 0)
                weights = totals;
            for (var mode = 0; mode < sum.Length; mode++)
                sum[mode].Values[pair] += unknown.Values[pair] * weights[mode] / weights.Sum();
        }

        return sum;
    }
}
