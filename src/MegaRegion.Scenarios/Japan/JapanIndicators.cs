using MegaRegion.Modelling.Circulation;
using MegaRegion.Modelling.Indicators;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Scenarios.Japan;

/// <summary>The figures by which scenarios of Japan are compared.</summary>
/// <param name="AccessMinutes">Limits of <paramref name="Access"/>.</param>
/// <param name="Access">For every limit and city: residents of core cities within reach by the fastest mode, its own included.</param>
/// <param name="Straw">Straw index of every zone: (arriving − leaving) / (arriving + leaving) trips.</param>
/// <param name="ConvectionShare">Part of the net flows that circulates; NaN when every pair is balanced.</param>
/// <param name="Theil">Concentration of arriving trips against those of the base, 0 when they are spread as before.</param>
public sealed record JapanIndicators(
    IReadOnlyList<double> AccessMinutes, double[][] Access, double[] Straw, double ConvectionShare, double Theil)
{
    private static readonly double[] Hours = [60, 120, 180];

    /// <summary>Measures an answer.</summary>
    /// <param name="model">The model that gave it.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="workers">Threads.</param>
    public static JapanIndicators Measure(JapanModel model, JapanAnswer answer, int workers = 1)
    {
        var minutes = FastestMinutes(model, answer, workers);
        double[] people = [.. model.Inputs.Cities.Select(city => (double)city.Population)];
        var (before, after) = (Sum(model.Observed), Sum(answer.Trips));
        return new JapanIndicators(
            Hours,
            [.. Hours.Select(limit => Modelling.Indicators.Access.Within(minutes, people, limit))],
            Concentration.Straw(after),
            HodgeDecomposition.Decompose(after).ConvectionShare,
            Concentration.Theil(Arriving(after), Arriving(before)));
    }

    /// <summary>Door-to-door minutes between cities by the fastest mode, along each mode's cheapest path.</summary>
    private static OdMatrix FastestMinutes(JapanModel model, JapanAnswer answer, int workers)
    {
        var (network, cities) = (answer.Network, model.Inputs.Cities.Count);
        var yen = new double[network.Graph.LinkCount];
        for (var link = 0; link < yen.Length; link++)
            yen[link] = network.Links[network.Graph.FileLinkOf[link]].Yen;
        var skims = SkimKernel.CostAndAttributes(network.Graph, network.Graph.FromFileOrder(answer.Assignment.LinkCost), [yen], workers);
        var fastest = new OdMatrix(cities);
        for (var from = 0; from < cities; from++)
        {
            for (var to = 0; to < cities; to++)
            {
                fastest[from, to] = double.PositiveInfinity;
                foreach (var mode in Enum.GetValues<TravelMode>())
                {
                    var (row, column) = (network.ZoneOf(mode, from), network.ZoneOf(mode, to));
                    if (double.IsFinite(skims[0][row, column]))
                        fastest[from, to] = Math.Min(fastest[from, to], skims[0][row, column] - (skims[1][row, column] / network.YenPerMinute));
                }
            }
        }

        return fastest;
    }

    private static OdMatrix Sum(OdMatrix[] modes)
    {
        var sum = new OdMatrix(modes[0].Size);
        foreach (var mode in modes)
        {
            for (var pair = 0; pair < sum.Values.Length; pair++)
                sum.Values[pair] += mode.Values[pair];
        }

        return sum;
    }

    private static double[] Arriving(OdMatrix trips)
    {
        var arriving = new double[trips.Size];
        for (var pair = 0; pair < trips.Values.Length; pair++)
            arriving[pair % trips.Size] += trips.Values[pair];
        return arriving;
    }
}
