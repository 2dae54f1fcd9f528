using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>The trips to assign as a sparse list by origin; zones without departing trips have no entry.</summary>
internal sealed class TripList
{
    private readonly int[] _first;

    private TripList(NetworkGraph graph, OdMatrix trips)
    {
        var (origins, first) = (new List<int>(), new List<int> { 0 });
        var (nodes, values) = (new List<int>(), new List<double>());
        for (var zone = 0; zone < trips.Size; zone++)
        {
            var row = trips.Row(zone);
            for (var to = 0; to < row.Length; to++)
            {
                if (row[to] <= 0 || to == zone)
                    continue;
                nodes.Add(graph.NodeOfZone[to]);
                values.Add(row[to]);
                AssignedTrips += row[to];
            }

            if (nodes.Count == first[^1])
                continue;
            origins.Add(graph.NodeOfZone[zone]);
            first.Add(nodes.Count);
        }

        (Origins, _first, Nodes, Trips) = ([.. origins], [.. first], [.. nodes], [.. values]);
        IntrazonalTrips = trips.IntrazonalTotal();
    }

    /// <summary>Node index of each origin that has trips.</summary>
    public int[] Origins { get; }

    /// <summary>Node index of the destination of each entry.</summary>
    public int[] Nodes { get; }

    /// <summary>Trips of each entry.</summary>
    public double[] Trips { get; }

    public double AssignedTrips { get; }

    public double IntrazonalTrips { get; }

    public ReadOnlySpan<int> DestinationsOf(int origin) => Nodes.AsSpan(_first[origin].._first[origin + 1]);

    public ReadOnlySpan<double> TripsOf(int origin) => Trips.AsSpan(_first[origin].._first[origin + 1]);

    /// <summary>The list, or what is wrong with the trip table.</summary>
    public static Outcome<TripList> Create(NetworkGraph graph, OdMatrix trips)
    {
        var problems = new ProblemList("trips");
        if (trips.Size != graph.ZoneCount)
            problems.Add(0, "zones", $"the network has {graph.ZoneCount} zones, the trip table {trips.Size}");
        foreach (var value in trips.Values)
        {
            if (!(value >= 0 && double.IsFinite(value)))
                problems.Add(0, "trips", $"expected a finite number of at least 0, found {value:R}");
        }

        if (!problems.IsEmpty)
            return Outcome<TripList>.Refused(problems.Items);
        return new TripList(graph, trips);
    }

    /// <summary>Cost of all trips of an origin on its shortest paths.</summary>
    public double ShortestCost(int origin, ReadOnlySpan<double> distance)
    {
        var nodes = DestinationsOf(origin);
        var trips = TripsOf(origin);
        var sum = 0.0;
        for (var k = 0; k < nodes.Length; k++)
            sum += trips[k] * distance[nodes[k]];
        return sum;
    }

    /// <summary>The pairs that have trips and no path: what to tell when <see cref="ShortestCost"/> is infinite.</summary>
    public IReadOnlyList<Problem> WithoutPath(NetworkGraph graph)
    {
        var problems = new ProblemList("trips");
        var (search, unit) = (new ShortestPathSearch(graph), new double[graph.LinkCount]);
        for (var k = 0; k < Origins.Length && !problems.IsFull; k++)
        {
            search.Run(Origins[k], unit);
            foreach (var node in DestinationsOf(k))
            {
                if (!double.IsFinite(search.Distance[node]))
                    problems.Add(0, "trips", $"zone {graph.NumberOfNode[Origins[k]]} has trips to zone {graph.NumberOfNode[node]} but no path");
            }
        }

        return problems.Items;
    }
}
