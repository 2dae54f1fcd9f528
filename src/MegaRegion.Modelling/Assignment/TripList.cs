using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>The trips to assign as a sparse list by class and origin; zones without departing trips have no entry.</summary>
internal sealed class TripList
{
    private readonly int[] _first;

    private TripList(NetworkGraph graph, IReadOnlyList<OdMatrix> classes)
    {
        var (origins, classOf, zoneOf, first) = (new List<int>(), new List<int>(), new List<int>(), new List<int> { 0 });
        var entries = classes.Sum(Positive);
        (Nodes, Cells, Trips) = (new int[entries], new int[entries], new double[entries]);
        var count = 0;
        for (var k = 0; k < classes.Count * graph.ZoneCount; k++)
        {
            var (travelClass, zone) = Math.DivRem(k, graph.ZoneCount);
            var row = classes[travelClass].Row(zone);
            for (var to = 0; to < row.Length; to++)
            {
                if (row[to] <= 0 || to == zone)
                    continue;
                (Nodes[count], Cells[count], Trips[count]) = (graph.NodeOfZone[to], (zone * graph.ZoneCount) + to, row[to]);
                count++;
                AssignedTrips += row[to];
            }

            if (count == first[^1])
                continue;
            origins.Add(graph.NodeOfZone[zone]);
            zoneOf.Add(zone);
            classOf.Add(travelClass);
            first.Add(count);
        }

        (Origins, ZoneOf, ClassOf, _first) = ([.. origins], [.. zoneOf], [.. classOf], [.. first]);
        IntrazonalTrips = classes.Sum(trips => trips.IntrazonalTotal());
    }

    private static int Positive(OdMatrix trips)
    {
        var count = 0;
        for (var zone = 0; zone < trips.Size; zone++)
        {
            foreach (var value in trips.Row(zone))
                count += value > 0 ? 1 : 0;
            count -= trips[zone, zone] > 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Node index of each origin that has trips, once for every class that has some.</summary>
    public int[] Origins { get; }

    /// <summary>Zone of each origin, from 0.</summary>
    public int[] ZoneOf { get; }

    /// <summary>Class of each origin.</summary>
    public int[] ClassOf { get; }

    /// <summary>Node index of the destination of each entry.</summary>
    public int[] Nodes { get; }

    /// <summary>Position in a trip table (row · zones + column) of each entry.</summary>
    public int[] Cells { get; }

    /// <summary>Trips of each entry.</summary>
    public double[] Trips { get; }

    public double AssignedTrips { get; }

    public double IntrazonalTrips { get; }

    public ReadOnlySpan<int> DestinationsOf(int origin) => Nodes.AsSpan(_first[origin].._first[origin + 1]);

    public ReadOnlySpan<double> TripsOf(int origin) => Trips.AsSpan(_first[origin].._first[origin + 1]);

    /// <summary>Entries of an origin.</summary>
    public Range RangeOf(int origin) => _first[origin].._first[origin + 1];

    /// <summary>The values of a table at the entries; pairs that are not in the list are passed over.</summary>
    public void Gather(OdMatrix table, Span<double> entries)
    {
        for (var k = 0; k < entries.Length; k++)
            entries[k] = table.Values[Cells[k]];
    }

    /// <summary>Writes one value for each entry into a table.</summary>
    public void Scatter(ReadOnlySpan<double> entries, OdMatrix table)
    {
        for (var k = 0; k < entries.Length; k++)
            table.Values[Cells[k]] = entries[k];
    }

    /// <summary>The list, or what is wrong with a trip table; one table for each class.</summary>
    public static Outcome<TripList> Create(NetworkGraph graph, params IReadOnlyList<OdMatrix> classes)
    {
        var problems = new ProblemList("trips");
        foreach (var trips in classes)
            Check(graph, trips, problems);
        if (!problems.IsEmpty)
            return Outcome<TripList>.Refused(problems.Items);
        return new TripList(graph, classes);
    }

    private static void Check(NetworkGraph graph, OdMatrix trips, ProblemList problems)
    {
        if (trips.Size != graph.ZoneCount)
            problems.Add(0, "zones", $"the network has {graph.ZoneCount} zones, the trip table {trips.Size}");
        foreach (var value in trips.Values)
        {
            if (!(value >= 0 && double.IsFinite(value)))
                problems.Add(0, "trips", $"expected a finite number of at least 0, found {value:R}");
        }
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
    /// <param name="graph">The network.</param>
    /// <param name="tolls">Toll of each link by class, empty for none; +∞ where a link is closed to the class.</param>
    public IReadOnlyList<Problem> WithoutPath(NetworkGraph graph, double[][] tolls)
    {
        var problems = new ProblemList("trips");
        var (search, open) = (new ShortestPathSearch(graph), new double[graph.LinkCount]);
        for (var k = 0; k < Origins.Length && !problems.IsFull; k++)
        {
            search.Run(Origins[k], tolls[ClassOf[k]] is { Length: > 0 } toll ? toll : open);
            foreach (var node in DestinationsOf(k))
            {
                if (!double.IsFinite(search.Distance[node]))
                    problems.Add(0, "trips", $"zone {graph.NumberOfNode[Origins[k]]} has trips to zone {graph.NumberOfNode[node]} but no path");
            }
        }

        return problems.Items;
    }
}
