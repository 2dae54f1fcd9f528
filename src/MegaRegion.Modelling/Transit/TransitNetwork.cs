using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Transit;

/// <summary>
/// Lines with headways as a graph of stops and vehicles. Stop s is node s; every stop of every line has a node of its own, the
/// vehicle there. Boarding leads from stop to vehicle and costs headway share · headway · weight of waiting + boarding, riding
/// from vehicle to vehicle, alighting back to the stop for nothing; a transfer is alighting and boarding, with a walk between
/// where the stops differ. So transfers need no links of their own, and any kernel on graphs takes the network: shortest paths,
/// skims, assignment. The first stops are the zones.
/// <para>Here a traveller picks one path and waits for its lines alone. Who takes whichever of several good lines comes first is
/// modelled by <see cref="OptimalStrategy"/> on the same network.</para>
/// </summary>
public sealed class TransitNetwork
{
    private TransitNetwork(int zoneCount, int nodeCount, List<TransitLink> links, List<NetworkLink> compiled, IReadOnlyList<TransitLine> lines, TransitWeights weights)
    {
        (Links, Lines, Weights) = (links, lines, weights);
        Graph = new NetworkGraph(new NetworkDefinition(zoneCount, nodeCount, 1, compiled));
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<TransitLine> Lines { get; }

    /// <summary>How the parts of a journey are felt.</summary>
    public TransitWeights Weights { get; }

    /// <summary>The links; free-flow time in the definition of <see cref="Graph"/> is their cost without waiting, toll that of the wait.</summary>
    public IReadOnlyList<TransitLink> Links { get; }

    /// <summary>The compiled network; cost of a link is time + toll.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>Puts a network together.</summary>
    /// <param name="zoneCount">Number of zones; they are the stops 1…zoneCount.</param>
    /// <param name="stopCount">Number of stops.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="walks">Ways on foot between stops.</param>
    /// <param name="weights">How the parts of a journey are felt; null takes the defaults.</param>
    /// <returns>The network, or what is wrong with which line or walk.</returns>
    public static Outcome<TransitNetwork> Create(
        int zoneCount, int stopCount, IReadOnlyList<TransitLine> lines, IReadOnlyList<TransitWalk> walks, TransitWeights? weights = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stopCount, zoneCount);
        var problems = new ProblemList("services");
        for (var k = 0; k < lines.Count; k++)
            Check(k + 1, lines[k], stopCount, problems);
        for (var k = 0; k < walks.Count; k++)
        {
            if (!(IsStop(walks[k].FromStop, stopCount) && IsStop(walks[k].ToStop, stopCount) && IsTime(walks[k].Minutes)))
                problems.Add(k + 1, "walk", $"expected two stops from 1 to {stopCount} and minutes of at least 0, found {walks[k]}");
        }

        return problems.IsEmpty ? Compile(zoneCount, stopCount, lines, walks, weights ?? new TransitWeights()) : Outcome<TransitNetwork>.Refused(problems.Items);
    }

    /// <summary>Cost of each link index of the graph: minutes as they are felt, wait included.</summary>
    public double[] Cost()
    {
        var links = Graph.Definition.Links;
        return Graph.FromFileOrder([.. links.Select(link => link.FreeFlowTime + link.Toll)]);
    }

    /// <summary>Journeys along the one path that is cheapest to each pair of zones.</summary>
    /// <param name="workers">Threads; results do not depend on it.</param>
    public TransitSkim Skim(int workers = 1)
    {
        double[] Of(Func<TransitLink, double> value) => Graph.FromFileOrder([.. Links.Select(value)]);
        var skims = SkimKernel.CostAndAttributes(
            Graph,
            Cost(),
            [
                Of(link => link.Kind == TransitLinkKind.Ride ? link.Minutes : 0),
                Of(link => Weights.HeadwayShare * link.HeadwayMinutes),
                Of(link => link.Kind == TransitLinkKind.Walk ? link.Minutes : 0),
                Of(link => link.Kind == TransitLinkKind.Board ? 1 : 0),
            ],
            workers);
        return new TransitSkim(skims[0], skims[1], skims[2], skims[3], skims[4]);
    }

    private static TransitNetwork Compile(
        int zoneCount, int stopCount, IReadOnlyList<TransitLine> lines, IReadOnlyList<TransitWalk> walks, TransitWeights weights)
    {
        var (links, compiled, vehicle) = (new List<TransitLink>(), new List<NetworkLink>(), stopCount);
        void Add(int from, int to, TransitLink link, double felt)
        {
            links.Add(link);
            compiled.Add(new NetworkLink(from, to, 0, 0, felt, 0, 0, Toll: weights.Wait * weights.HeadwayShare * link.HeadwayMinutes));
        }

        for (var line = 0; line < lines.Count; line++)
        {
            var (stops, rides, headway) = (lines[line].Stops, lines[line].RideMinutes, lines[line].HeadwayMinutes);
            for (var k = 0; k < stops.Count; k++)
            {
                vehicle++;
                if (k < rides.Count)
                {
                    Add(stops[k], vehicle, new TransitLink(TransitLinkKind.Board, line, k, 0, headway), weights.Boarding);
                    Add(vehicle, vehicle + 1, new TransitLink(TransitLinkKind.Ride, line, k, rides[k], 0), rides[k]);
                }

                if (k > 0)
                    Add(vehicle, stops[k], new TransitLink(TransitLinkKind.Alight, line, k, 0, 0), 0);
            }
        }

        foreach (var walk in walks)
            Add(walk.FromStop, walk.ToStop, new TransitLink(TransitLinkKind.Walk, -1, -1, walk.Minutes, 0), weights.Walk * walk.Minutes);
        return new TransitNetwork(zoneCount, vehicle, links, compiled, lines, weights);
    }

    private static void Check(int row, TransitLine line, int stopCount, ProblemList problems)
    {
        if (line.Stops.Count < 2 || line.RideMinutes.Count != line.Stops.Count - 1)
            problems.Add(row, "stops", $"line {line.Name}: expected at least two stops and a ride between each, found {line.Stops.Count} and {line.RideMinutes.Count}");
        foreach (var stop in line.Stops.Where(stop => !IsStop(stop, stopCount)))
            problems.Add(row, "stops", $"line {line.Name}: expected stops from 1 to {stopCount}, found {stop}");
        foreach (var minutes in line.RideMinutes.Where(minutes => !IsTime(minutes)))
            problems.Add(row, "ride", $"line {line.Name}: expected minutes of at least 0, found {minutes:R}");
        if (!(line.HeadwayMinutes > 0 && double.IsFinite(line.HeadwayMinutes)))
            problems.Add(row, "headway", $"line {line.Name}: expected minutes above 0, found {line.HeadwayMinutes:R}");
    }

    private static bool IsStop(int stop, int stopCount) => stop >= 1 && stop <= stopCount;

    private static bool IsTime(double minutes) => minutes >= 0 && double.IsFinite(minutes);
}
