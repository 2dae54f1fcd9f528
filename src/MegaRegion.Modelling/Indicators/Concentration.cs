using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Indicators;

/// <summary>How unevenly a quantity is spread over zones.</summary>
public static class Concentration
{
    /// <summary>
    /// Herfindahl-Hirschman index Σ s², s being shares of the total: 1/n when all zones are equal, 1 when one has all; NaN
    /// when there is nothing.
    /// </summary>
    /// <param name="values">Quantity of each zone, at least 0.</param>
    public static double Herfindahl(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
            (sum, squares) = (sum + value, squares + (value * value));
        return squares / (sum * sum);
    }

    /// <summary>
    /// Theil's index Σ s ln(s / r), s being shares of the quantity and r shares of a reference [Theil1967]: 0 when the
    /// quantity is spread as the reference is, ln n at most for an even reference. Zones without quantity add 0.
    /// </summary>
    /// <param name="values">Quantity of each zone, at least 0.</param>
    /// <param name="reference">Reference of each zone, above 0 wherever the quantity is, for example population.</param>
    /// <exception cref="ArgumentException">The two are not equally many.</exception>
    public static double Theil(ReadOnlySpan<double> values, ReadOnlySpan<double> reference)
    {
        if (values.Length != reference.Length)
            throw new ArgumentException("There must be a reference for every zone.", nameof(reference));
        var (sum, whole, index) = (0.0, 0.0, 0.0);
        for (var zone = 0; zone < values.Length; zone++)
            (sum, whole) = (sum + values[zone], whole + reference[zone]);
        for (var zone = 0; zone < values.Length; zone++)
            index += values[zone] > 0 ? values[zone] / sum * Math.Log(values[zone] / sum / (reference[zone] / whole)) : 0;
        return index;
    }

    /// <summary>
    /// Straw index of each zone: (inflow − outflow) / (inflow + outflow) over other zones, from −1 (everything leaves: the
    /// zone is drained) to 1 (everything arrives); NaN for a zone that exchanges nothing.
    /// </summary>
    /// <param name="flows">Flows between zones; the diagonal does not matter.</param>
    public static double[] Straw(OdMatrix flows)
    {
        var (arriving, leaving) = (new double[flows.Size], new double[flows.Size]);
        for (var origin = 0; origin < flows.Size; origin++)
        {
            for (var destination = 0; destination < flows.Size; destination++)
            {
                if (origin == destination)
                    continue;
                leaving[origin] += flows[origin, destination];
                arriving[destination] += flows[origin, destination];
            }
        }

        return [.. arriving.Zip(leaving, (inflow, outflow) => (inflow - outflow) / (inflow + outflow))];
    }

    /// <summary>
    /// Change of the straw index between two states, weighted into one figure: Σ exchange · |change| / Σ exchange, where
    /// exchange is inflow plus outflow before. 0 when nobody is drained more or less than before.
    /// </summary>
    /// <param name="before">Flows before.</param>
    /// <param name="after">Flows after.</param>
    public static double StrawShift(OdMatrix before, OdMatrix after)
    {
        var (old, now, exchange) = (Straw(before), Straw(after), new double[before.Size]);
        for (var origin = 0; origin < before.Size; origin++)
        {
            for (var destination = 0; destination < before.Size; destination++)
            {
                if (origin == destination)
                    continue;
                exchange[origin] += before[origin, destination];
                exchange[destination] += before[origin, destination];
            }
        }

        var (sum, weight) = (0.0, 0.0);
        for (var zone = 0; zone < exchange.Length; zone++)
        {
            if (!double.IsFinite(old[zone]) || !double.IsFinite(now[zone]))
                continue;
            (sum, weight) = (sum + (exchange[zone] * Math.Abs(now[zone] - old[zone])), weight + exchange[zone]);
        }

        return weight > 0 ? sum / weight : 0;
    }
}
