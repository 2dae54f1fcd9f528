using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Indicators;

/// <summary>What can be reached from each zone.</summary>
public static class Access
{
    /// <summary>Cumulative opportunities: Σ of those zones' opportunities that cost at most the limit; the own zone counts.</summary>
    /// <param name="cost">Costs between zones; +∞ where there is no way; the diagonal is not read.</param>
    /// <param name="opportunities">Opportunities of each zone, for example population or jobs.</param>
    /// <param name="limit">Largest cost, for example 60 minutes.</param>
    public static double[] Within(OdMatrix cost, ReadOnlySpan<double> opportunities, double limit)
    {
        var reached = new double[cost.Size];
        for (var origin = 0; origin < cost.Size; origin++)
        {
            var row = cost.Row(origin);
            for (var destination = 0; destination < row.Length; destination++)
                reached[origin] += destination == origin || row[destination] <= limit ? opportunities[destination] : 0;
        }

        return reached;
    }

    /// <summary>Gravity access of Hansen [Hansen1959]: Σ_j opportunities_j exp(−β c_ij), the own zone at its own cost on the diagonal.</summary>
    /// <param name="cost">Costs between zones; +∞ where there is no way.</param>
    /// <param name="opportunities">Opportunities of each zone.</param>
    /// <param name="deterrence">β per unit of cost, at least 0.</param>
    public static double[] Hansen(OdMatrix cost, ReadOnlySpan<double> opportunities, double deterrence)
    {
        var access = new double[cost.Size];
        for (var origin = 0; origin < cost.Size; origin++)
        {
            var row = cost.Row(origin);
            for (var destination = 0; destination < row.Length; destination++)
                access[origin] += double.IsFinite(row[destination]) ? opportunities[destination] * Math.Exp(-deterrence * row[destination]) : 0;
        }

        return access;
    }

    /// <summary>Services whose threshold a market reaches before and after, so that those gained and lost can be told.</summary>
    /// <param name="market">People that a service of the zone can count on, for example from <see cref="Within"/>.</param>
    /// <param name="threshold">People that each service needs.</param>
    /// <returns>For each service the zones that can carry it.</returns>
    public static bool[][] Carries(ReadOnlySpan<double> market, ReadOnlySpan<double> threshold)
    {
        var carries = new bool[threshold.Length][];
        for (var service = 0; service < carries.Length; service++)
        {
            carries[service] = new bool[market.Length];
            for (var zone = 0; zone < market.Length; zone++)
                carries[service][zone] = market[zone] >= threshold[service];
        }

        return carries;
    }
}
