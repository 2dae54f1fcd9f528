using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// The networks of all modes as one graph whose parts do not touch: city c of mode m is zone m · cities + c, so one
/// assignment with a block-diagonal trip table loads all modes at once and one skim gives the costs of all of them. Cities
/// of rail and air cannot be passed through, those of car and bus can.
/// <para>Cost of a link in minutes: ride · (1 + 0.15 (persons / seats)⁴) + wait + fare / value of time; ride does not grow
/// where seats are not known.</para>
/// </summary>
public sealed class TravelNetwork
{
    private const double CrowdingCoefficient = 0.15;
    private const double CrowdingPower = 4;

    private static readonly TravelMode[] Modes = Enum.GetValues<TravelMode>();

    /// <summary>Builds the graph.</summary>
    /// <param name="cities">The cities.</param>
    /// <param name="links">The links of all modes; a link to an unknown node makes the node.</param>
    /// <param name="yenPerMinute">Value of time.</param>
    public TravelNetwork(IReadOnlyList<JapanCity> cities, IReadOnlyList<ModeLink> links, double yenPerMinute)
    {
        (CityCount, Links, YenPerMinute) = (cities.Count, links, yenPerMinute);
        var numbers = new Dictionary<(TravelMode, string), int>();
        foreach (var mode in Modes)
        {
            foreach (var city in cities)
                numbers.Add((mode, city.Node), numbers.Count + 1);
        }

        var zoneCount = numbers.Count;
        int Number(TravelMode mode, string node)
        {
            if (!numbers.TryGetValue((mode, node), out var number))
                numbers.Add((mode, node), number = numbers.Count + 1);
            return number;
        }

        NetworkLink[] compiled = [.. links.Select(link => new NetworkLink(
            Number(link.Mode, link.From),
            Number(link.Mode, link.To),
            link.SeatsPerDay,
            link.RideMinutes,
            link.RideMinutes,
            link.SeatsPerDay > 0 ? CrowdingCoefficient : 0,
            CrowdingPower,
            Toll: link.WaitMinutes + (link.Yen / yenPerMinute)))];
        Definition = new NetworkDefinition(zoneCount, numbers.Count, ZoneOf(TravelMode.Car, 0) + 1, compiled);
        Graph = new NetworkGraph(Definition);
        Cost = new BprCost(Graph, new CostWeights(Toll: 1, Distance: 0));
    }

    /// <summary>Number of cities.</summary>
    public int CityCount { get; }

    /// <summary>The links, in the order of <see cref="Definition"/>.</summary>
    public IReadOnlyList<ModeLink> Links { get; }

    /// <summary>Value of time in the link costs.</summary>
    public double YenPerMinute { get; }

    /// <summary>The network; free-flow time and length are ride minutes, toll is everything else in minutes.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>The compiled network.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>Link costs in minutes.</summary>
    public BprCost Cost { get; }

    /// <summary>Zone of a city on the network of a mode, from 0.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="city">Index of the city.</param>
    public int ZoneOf(TravelMode mode, int city) => ((int)mode * CityCount) + city;

    /// <summary>Cost of each link index at no flow.</summary>
    public double[] FreeFlowCost() => [.. Enumerable.Range(0, Graph.LinkCount).Select(link => Cost.Cost(link, 0))];
}
