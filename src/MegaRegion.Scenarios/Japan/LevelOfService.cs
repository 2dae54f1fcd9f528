using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// What travel between survey zones takes, by mode: minutes from door to door and yen along the paths that are cheapest in
/// generalised cost. A zone's value is the mean over pairs of its cities, weighted with both cities' weights; a mode is
/// available where paths exist for at least half of the weight.
/// </summary>
public sealed class LevelOfService
{
    private const double LeastAvailable = 0.5;

    private readonly TravelNetwork _network;
    private readonly OdMatrix[] _skims;

    private LevelOfService(OdMatrix[] minutes, OdMatrix[] yen, TravelNetwork network, OdMatrix[] skims) =>
        (Minutes, Yen, _network, _skims) = (minutes, yen, network, skims);

    /// <summary>Minutes by <see cref="TravelMode"/>; infinite where the mode is not available.</summary>
    public IReadOnlyList<OdMatrix> Minutes { get; }

    /// <summary>Yen by <see cref="TravelMode"/>.</summary>
    public IReadOnlyList<OdMatrix> Yen { get; }

    /// <summary>Minutes from door to door and yen between two cities by a mode; infinite where it is not available.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="from">Index of a city.</param>
    /// <param name="to">Index of a city.</param>
    public (double Minutes, double Yen) BetweenCities(TravelMode mode, int from, int to)
    {
        var (row, column) = (_network.ZoneOf(mode, from), _network.ZoneOf(mode, to));
        var (cost, yen) = (_skims[0][row, column], _skims[1][row, column]);
        return double.IsFinite(cost) ? (cost - (yen / _network.YenPerMinute), yen) : (double.PositiveInfinity, 0);
    }

    /// <summary>Door-to-door minutes between cities by the fastest mode, along each mode's cheapest path.</summary>
    public OdMatrix FastestMinutes()
    {
        var fastest = new OdMatrix(_network.CityCount);
        for (var from = 0; from < fastest.Size; from++)
        {
            for (var to = 0; to < fastest.Size; to++)
            {
                fastest[from, to] = from == to ? 0 : double.PositiveInfinity;
                foreach (var mode in Enum.GetValues<TravelMode>())
                    fastest[from, to] = Math.Min(fastest[from, to], BetweenCities(mode, from, to).Minutes);
            }
        }

        return fastest;
    }

    /// <summary>Measures a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cities">Its cities.</param>
    /// <param name="zoneCount">Number of survey zones.</param>
    /// <param name="linkCost">Cost of each link index, minutes.</param>
    /// <param name="workers">Threads.</param>
    public static LevelOfService Measure(
        TravelNetwork network, IReadOnlyList<JapanCity> cities, int zoneCount, double[] linkCost, int workers = 1)
    {
        var graph = network.Graph;
        var yen = new double[graph.LinkCount];
        for (var link = 0; link < yen.Length; link++)
            yen[link] = network.Links[graph.FileLinkOf[link]].Yen;
        var skims = SkimKernel.CostAndAttributes(graph, linkCost, [yen], workers);
        var modes = Enum.GetValues<TravelMode>();
        var (minutes, fares) = (new OdMatrix[modes.Length], new OdMatrix[modes.Length]);
        foreach (var mode in modes)
            (minutes[(int)mode], fares[(int)mode]) = Aggregate(network, cities, zoneCount, skims, mode);
        return new LevelOfService(minutes, fares, network, skims);
    }

    private static (OdMatrix Minutes, OdMatrix Yen) Aggregate(
        TravelNetwork network, IReadOnlyList<JapanCity> cities, int zoneCount, OdMatrix[] skims, TravelMode mode)
    {
        var (minutes, yen, weight) = (new OdMatrix(zoneCount), new OdMatrix(zoneCount), new OdMatrix(zoneCount));
        for (var from = 0; from < cities.Count; from++)
        {
            for (var to = 0; to < cities.Count; to++)
            {
                var (row, column) = (network.ZoneOf(mode, from), network.ZoneOf(mode, to));
                var (i, j) = (cities[from].Zone, cities[to].Zone);
                if (i == j || !double.IsFinite(skims[0][row, column]))
                    continue;
                var share = cities[from].Weight * cities[to].Weight;
                var fare = skims[1][row, column];
                minutes[i, j] += share * (skims[0][row, column] - (fare / network.YenPerMinute));
                yen[i, j] += share * fare;
                weight[i, j] += share;
            }
        }

        for (var pair = 0; pair < weight.Values.Length; pair++)
        {
            var known = weight.Values[pair];
            minutes.Values[pair] = known >= LeastAvailable ? minutes.Values[pair] / known : double.PositiveInfinity;
            yen.Values[pair] = known >= LeastAvailable ? yen.Values[pair] / known : 0;
        }

        return (minutes, yen);
    }
}
