using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// The bushes of all origins with the link state that they share, and what can be done to all of them: load, rebuild from
/// shortest paths, improve from what they know, move flow inside. Who calls decides in which order and for how long
/// (<see cref="BushSolver{TCost}"/> at fixed trips, the combined models where trips change between).
/// </summary>
internal sealed class BushSet<TCost>
    where TCost : struct, ILinkCost
{
    /// <summary>Origins loaded at the same costs by the initial loading; smaller is better balanced, larger scales further.</summary>
    private const int InitialBatch = 16;

    /// <summary>Passes over the bushes between two rebuilds.</summary>
    private const int MaxPasses = 20;

    /// <summary>Passes end when the excess inside the bushes is this part of what the first of them found.</summary>
    private const double PassTarget = 0.05;

    /// <summary>A bush sits a pass out when its excess is below this part of the average bush's.</summary>
    private const double IdleShare = 0.1;

    private readonly NetworkGraph _graph;
    private readonly Bush[] _bushes;
    private readonly bool[] _isCold;
    private readonly double[] _shortestCost;
    private readonly double[] _through;
    private readonly int[] _all;
    private readonly RepeatedTrees _trees;
    private readonly BushBuilder[] _builders;
    private readonly BushEquilibrator<TCost> _equilibrator;
    private readonly WorkerTeam _team;
    private readonly BushPass<TCost> _pass;
    private readonly Action<int, int> _improveOne;
    private readonly Action<int, int> _rebuildOne;
    private readonly Action<int, int> _restoreOne;
    private int[] _toRebuild = [];
    private OdMatrix? _skim;
    private double _leastGain;
    private double _leastExcess;
    private long _treeCount;

    public BushSet(NetworkGraph graph, TCost cost, TripList trips, double[][] tolls, int workers, AssignmentState? warmStart)
    {
        (_graph, Trips) = (graph, trips);
        Links = new LinkState<TCost>(cost, graph.LinkCount, tolls);
        var warm = warmStart?.Translate(graph, trips, tolls) ?? new Bush?[trips.Origins.Length];
        _isCold = [.. warm.Select(bush => bush is null)];
        _bushes = [.. warm.Select((bush, origin) => bush ?? new Bush(trips.Origins[origin], trips.ClassOf[origin]))];
        _all = [.. Enumerable.Range(0, _bushes.Length)];
        (_shortestCost, _through) = (new double[_bushes.Length], new double[graph.NodeCount]);
        _trees = new RepeatedTrees(graph, trips.Origins, workers, warmStart?.Orders(graph, trips) ?? new int[]?[trips.Origins.Length]);
        _builders = [.. Enumerable.Range(0, workers).Select(_ => new BushBuilder(graph))];
        _equilibrator = new BushEquilibrator<TCost>(graph, Links);
        _team = new WorkerTeam(workers);
        _pass = new BushPass<TCost>(graph, Links, _equilibrator, _team, workers, _bushes.Length);
        (_improveOne, _rebuildOne, _restoreOne) = (ImproveOne, RebuildOne, RestoreOne);
    }

    /// <summary>What the bushes carry.</summary>
    public TripList Trips { get; }

    /// <summary>Flow and cost of the links.</summary>
    public LinkState<TCost> Links { get; }

    /// <summary>Number of bushes.</summary>
    public int Count => _bushes.Length;

    /// <summary>Whether some bushes came from a warm start.</summary>
    public bool HasWarm => Array.Exists(_isCold, static cold => !cold);

    /// <summary>Whether closed links have cut some bushes of a warm start.</summary>
    public bool HadCuts { get; private set; }

    /// <summary>What it took so far.</summary>
    public AssignmentWork Work => new(_treeCount, _equilibrator.Passes, _equilibrator.Shifts, _bushes.Sum(bush => (long)bush.LinkCount));

    /// <summary>What a related assignment can start from.</summary>
    public AssignmentState State() => new(_graph, _bushes, _trees);

    /// <summary>
    /// Puts the flows of a warm start on the links, loads every other origin on its shortest-path tree, batch by batch,
    /// with costs brought up to date between batches, and mends the bushes that closed links have cut. The batches do not
    /// depend on the number of workers. Returns false where trips of these origins have no path.
    /// </summary>
    public bool LoadInitially(CancellationToken cancellation)
    {
        _team.Run(_bushes.Length, _restoreOne, cancellation);
        var cold = new List<int>();
        for (var origin = 0; origin < _bushes.Length; origin++)
        {
            if (_isCold[origin])
                cold.Add(origin);
            else
                Links.Add(_bushes[origin].Class, _bushes[origin].Links.AsSpan(0, _bushes[origin].LinkCount));
        }

        Links.Refresh();
        foreach (var batch in cold.Chunk(InitialBatch))
        {
            Rebuild(batch, null, cancellation);
            foreach (var origin in batch)
                AddFlows(origin);
            Links.Refresh();
        }

        MendCut(cancellation);
        return Array.TrueForAll(_shortestCost, double.IsFinite);
    }

    private void MendCut(CancellationToken cancellation)
    {
        HadCuts = Array.Exists(_bushes, static bush => bush.IsCut);
        if (!HadCuts)
            return;
        new BushMender<TCost>(_bushes, Trips, Links, _equilibrator).Mend(_through, origins =>
        {
            Rebuild(origins, null, cancellation);
            return [.. origins.Select(origin => double.IsFinite(_shortestCost[origin]))];
        });
    }

    /// <summary>
    /// Shortest paths of all origins at current costs and, from them, better bushes; flows and costs stay as they are.
    /// Returns Σ trips · shortest cost, infinite when some trips have no path.
    /// </summary>
    /// <param name="leastExcess">Bushes whose flow costs less than their part of this above its shortest paths stay as they are.</param>
    /// <param name="skim">Receives the cheapest cost to every zone in the rows of origins; null for none. One class only.</param>
    /// <param name="cancellation">Ends the sweep early.</param>
    public double Sweep(double leastExcess, OdMatrix? skim, CancellationToken cancellation)
    {
        _leastExcess = leastExcess / _bushes.Length;
        Rebuild(_all, skim, cancellation);
        return Reduction.Sum(_shortestCost);
    }

    /// <summary>Better links between the nodes that bushes have.</summary>
    /// <param name="leastGain">Bushes that would gain less than their part of this, in the unit of excess, stay as they are.</param>
    /// <param name="cancellation">Ends it early.</param>
    public void Improve(double leastGain, CancellationToken cancellation)
    {
        _leastGain = leastGain / _bushes.Length;
        _team.Run(_bushes.Length, _improveOne, cancellation);
    }

    /// <summary>Passes over all bushes (<see cref="BushPass{TCost}"/>). Returns the excess that the first pass found.</summary>
    /// <param name="leastExcess">Passes also end when the excess inside the bushes is no more than this.</param>
    /// <param name="cancellation">Ends them early.</param>
    public double Equilibrate(double leastExcess, CancellationToken cancellation)
    {
        var (idle, excess, found) = (0.0, double.PositiveInfinity, 0.0);
        for (var pass = 0; pass < MaxPasses && excess > Math.Max(PassTarget * found, leastExcess); pass++)
        {
            excess = _pass.Run(_bushes, idle, cancellation);
            if (pass == 0)
                found = excess;
            idle = IdleShare * excess / _bushes.Length;
        }

        return found;
    }

    /// <summary>Link flows anew as the sum over origins, in the order of origins, with every bush carrying its trips.</summary>
    public void SumFlows()
    {
        _team.Run(_bushes.Length, _restoreOne, CancellationToken.None);
        Links.Clear();
        for (var origin = 0; origin < _bushes.Length; origin++)
            AddFlows(origin);
        Links.Refresh();
    }

    /// <summary>
    /// Mean cost of the trips of each entry of the trip list on the paths that they take, which is how the total cost
    /// changes with these trips while they keep their paths.
    /// </summary>
    /// <param name="cost">Receives the costs, in the order of the trip list.</param>
    public void PathCost(Span<double> cost)
    {
        for (var origin = 0; origin < _bushes.Length; origin++)
        {
            var bush = _bushes[origin];
            bush.MeanCost(Links.CostOf(bush.Class), _through);
            var own = Trips.RangeOf(origin);
            bush.AtDestinations(_through, cost[own]);
        }
    }

    /// <summary>Link flows of other trips (also negative ones) that take the paths of the present ones.</summary>
    /// <param name="trips">Trips in the order of the trip list.</param>
    /// <param name="flow">Receives the flow of each link.</param>
    public void LoadAlongPaths(ReadOnlySpan<double> trips, double[] flow)
    {
        Array.Clear(flow);
        for (var origin = 0; origin < _bushes.Length; origin++)
            _bushes[origin].LoadAlongPaths(trips[Trips.RangeOf(origin)], _through, flow);
    }

    private void Rebuild(int[] origins, OdMatrix? skim, CancellationToken cancellation)
    {
        (_toRebuild, _skim) = (origins, skim);
        _team.Run(origins.Length, _rebuildOne, cancellation);
        _treeCount += origins.Length;
    }

    private void RebuildOne(int worker, int position)
    {
        var origin = _toRebuild[position];
        var cost = Links.CostOf(Trips.ClassOf[origin]);
        var search = _trees.Run(worker, origin, cost);
        _shortestCost[origin] = Trips.ShortestCost(origin, search.Distance);
        if (_skim is not null)
            CopyZones(search.Distance, _skim.Row(Trips.ZoneOf[origin]));
        if (!double.IsFinite(_shortestCost[origin]))
            return;
        var isEmpty = _bushes[origin].NodeCount == 1;
        _builders[worker].Rebuild(_bushes[origin], search, Trips.DestinationsOf(origin), cost, Enough(origin));
        if (isEmpty)
            RestoreOne(worker, origin);
    }

    /// <summary>Cost under which the flow of an origin is good enough to leave its bush alone; nothing is where the bush has yet to be filled.</summary>
    private double Enough(int origin) =>
        _bushes[origin].NodeCount > 1 && !_bushes[origin].IsCut ? _shortestCost[origin] + _leastExcess : double.NegativeInfinity;

    private void CopyZones(ReadOnlySpan<double> distance, Span<double> row)
    {
        for (var zone = 0; zone < row.Length; zone++)
            row[zone] = distance[_graph.NodeOfZone[zone]];
    }

    private void ImproveOne(int worker, int origin)
    {
        if (_bushes[origin].NodeCount > 1)
            _builders[worker].Improve(_bushes[origin], Trips.DestinationsOf(origin), Links.CostOf(_bushes[origin].Class), _leastGain);
    }

    private void AddFlows(int origin)
    {
        var bush = _bushes[origin];
        if (bush.NodeCount == 1 || bush.IsCut)
            return;
        Links.Add(bush.Class, bush.Links.AsSpan(0, bush.LinkCount));
    }

    private void RestoreOne(int worker, int origin)
    {
        if (_bushes[origin].NodeCount > 1 && !_bushes[origin].IsCut)
            _bushes[origin].Restore(Trips.TripsOf(origin), _builders[worker].Through);
    }
}
