using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>The state of one run of <see cref="BushAssignment"/>.</summary>
internal sealed class BushSolver<TCost>
    where TCost : struct, ILinkCost
{
    /// <summary>Origins loaded at the same costs by the initial loading; smaller is better balanced, larger scales further.</summary>
    private const int InitialBatch = 16;

    /// <summary>Passes over the bushes between two rebuilds.</summary>
    private const int MaxPasses = 20;

    /// <summary>Passes end when the excess inside the bushes is this part of what the first of them found.</summary>
    private const double PassTarget = 0.05;

    /// <summary>Rounds in which bushes are improved from what they know, between two sweeps of shortest paths.</summary>
    private const int MaxRounds = 3;

    /// <summary>Rounds end when one finds only this part of the excess that the last sweep found: a sweep then finds more.</summary>
    private const double RoundTarget = 0.2;

    /// <summary>Rounds end when one finds less than so many times the gap asked for: its passes leave a twentieth of that.</summary>
    private const double RoundGap = 5;

    /// <summary>A bush sits a pass out when its excess is below this part of the average bush's.</summary>
    private const double IdleShare = 0.1;

    /// <summary>Below this gap a run that does not improve has met the limit of its numbers, not of the method.</summary>
    private const double PrecisionGap = 1e-11;

    private const int PatienceAtPrecision = 10;

    private readonly NetworkGraph _graph;
    private readonly TripList _trips;
    private readonly double[][] _tolls;
    private readonly AssignmentOptions _options;
    private readonly LinkState<TCost> _links;
    private readonly Bush[] _bushes;
    private readonly bool[] _isCold;
    private readonly double[] _shortestCost;
    private readonly double[] _through;
    private readonly int[] _all;
    private readonly ShortestPathSearch[] _searches;
    private readonly BushBuilder[] _builders;
    private readonly BushEquilibrator<TCost> _equilibrator;
    private readonly List<AssignmentIteration> _history = [];
    private long _trees;
    private long _passes;
    private int _bestIteration;

    public BushSolver(NetworkGraph graph, TCost cost, TripList trips, double[][] tolls, AssignmentOptions options)
    {
        (_graph, _trips, _tolls, _options) = (graph, trips, tolls, options);
        _links = new LinkState<TCost>(cost, graph.LinkCount, tolls);
        var warm = options.WarmStart?.Translate(graph, trips, tolls) ?? new Bush?[trips.Origins.Length];
        _isCold = [.. warm.Select(bush => bush is null or { IsBroken: true })];
        _bushes = [.. warm.Select((bush, origin) => bush ?? new Bush(trips.Origins[origin], trips.ClassOf[origin]))];
        _all = [.. Enumerable.Range(0, _bushes.Length)];
        (_shortestCost, _through) = (new double[_bushes.Length], new double[graph.NodeCount]);
        _searches = [.. Enumerable.Range(0, options.Workers).Select(_ => new ShortestPathSearch(graph))];
        _builders = [.. Enumerable.Range(0, options.Workers).Select(_ => new BushBuilder(graph))];
        _equilibrator = new BushEquilibrator<TCost>(graph, _links);
    }

    public Outcome<AssignmentResult> Solve(CancellationToken cancellation)
    {
        LoadInitially(cancellation);
        if (Array.Exists(_isCold, static cold => !cold))
            ImproveInRounds(0, cancellation);
        while (true)
        {
            Rebuild(_all, cancellation);
            if (!double.IsFinite(Reduction.Sum(_shortestCost)))
                return Outcome<AssignmentResult>.Refused(_trips.WithoutPath(_graph, _tolls));
            var state = _links.Measure(_history.Count + 1, Reduction.Sum(_shortestCost));
            Record(state);
            if (ReasonToStop(state) is { } reason)
                return Result(reason);
            Equilibrate(cancellation);
            ImproveInRounds(state.RelativeGap * state.TotalCost, cancellation);
        }
    }

    /// <summary>
    /// Puts the flows of a warm start on the links, then loads every other origin on its shortest-path tree (or on a
    /// broken bush mended by it), batch by batch, with costs brought up to date between batches. The batches do not depend on the number of workers.
    /// </summary>
    private void LoadInitially(CancellationToken cancellation)
    {
        var cold = new List<int>();
        for (var origin = 0; origin < _bushes.Length; origin++)
        {
            if (_isCold[origin])
                cold.Add(origin);
            else
                AddFlows(origin);
        }

        _links.Refresh();
        foreach (var batch in cold.Chunk(InitialBatch))
        {
            Rebuild(batch, cancellation);
            foreach (var origin in batch)
                AddFlows(origin);
            _links.Refresh();
        }
    }

    /// <summary>Shortest paths at current costs and, from them, better bushes; link costs stay as they are.</summary>
    private void Rebuild(int[] origins, CancellationToken cancellation)
    {
        ParallelSweep.Run(origins.Length, _options.Workers, (worker, k) => RebuildOne(worker, origins[k]), cancellation);
        _trees += origins.Length;
    }

    private void RebuildOne(int worker, int origin)
    {
        var (search, cost) = (_searches[worker], _links.CostOf(_trips.ClassOf[origin]));
        search.Run(_trips.Origins[origin], cost);
        _shortestCost[origin] = _trips.ShortestCost(origin, search.Distance);
        if (double.IsFinite(_shortestCost[origin]))
            _builders[worker].Rebuild(_bushes[origin], search, _trips.DestinationsOf(origin), cost);
    }

    /// <summary>Better links between the nodes that bushes have, and passes over them: a third of the cost of a sweep.</summary>
    private void ImproveInRounds(double sweepExcess, CancellationToken cancellation)
    {
        var enough = Math.Max(RoundTarget * sweepExcess, RoundGap * _options.RelativeGap * _links.TotalCost());
        var found = double.PositiveInfinity;
        for (var round = 0; round < MaxRounds && found > enough; round++)
        {
            ParallelSweep.Run(_bushes.Length, _options.Workers, ImproveOne, cancellation);
            found = Equilibrate(cancellation);
        }

        SumFlows();
    }

    private void ImproveOne(int worker, int origin)
    {
        if (_bushes[origin].NodeCount > 1)
            _builders[worker].Improve(_bushes[origin], _trips.DestinationsOf(origin), _links.CostOf(_bushes[origin].Class));
    }

    /// <summary>
    /// Passes over all bushes in turn, each seeing the costs that the ones before it left. Returns the excess that the
    /// first pass found.
    /// </summary>
    private double Equilibrate(CancellationToken cancellation)
    {
        var (idle, excess, found) = (0.0, double.PositiveInfinity, 0.0);
        for (var pass = 0; pass < MaxPasses && excess > PassTarget * found; pass++)
        {
            excess = 0;
            foreach (var bush in _bushes)
            {
                cancellation.ThrowIfCancellationRequested();
                if (bush.MergeCount > 0 && bush.Excess >= idle)
                    EquilibrateOne(bush);
                excess += bush.Excess;
            }

            if (pass == 0)
                found = excess;
            idle = IdleShare * excess / _bushes.Length;
        }

        return found;
    }

    private void EquilibrateOne(Bush bush)
    {
        bush.Excess = _equilibrator.Label(bush);
        _equilibrator.Shift(bush);
        _passes++;
    }

    /// <summary>Link flows anew as the sum over origins, in the order of origins.</summary>
    private void SumFlows()
    {
        _links.Clear();
        for (var origin = 0; origin < _bushes.Length; origin++)
            AddFlows(origin);
        _links.Refresh();
    }

    private void AddFlows(int origin)
    {
        var bush = _bushes[origin];
        if (bush.NodeCount == 1 || bush.IsBroken)
            return;
        bush.Restore(_trips.TripsOf(origin), _through);
        _links.Add(bush.Class, bush.Links.AsSpan(0, bush.LinkCount));
    }

    private void Record(AssignmentIteration state)
    {
        if (_history.Count == 0 || state.RelativeGap < _history[_bestIteration].RelativeGap)
            _bestIteration = _history.Count;
        _history.Add(state);
        _options.Progress?.Invoke(state);
    }

    private StopReason? ReasonToStop(AssignmentIteration state)
    {
        if (state.RelativeGap <= _options.RelativeGap)
            return StopReason.GapReached;
        if (state.RelativeGap < PrecisionGap && _history.Count - _bestIteration > PatienceAtPrecision)
            return StopReason.PrecisionReached;
        return state.Number >= _options.MaxIterations ? StopReason.IterationLimit : null;
    }

    private AssignmentResult Result(StopReason reason) => new()
    {
        LinkFlow = _graph.ToFileOrder(_links.Flow),
        ClassFlow = [.. _tolls.Select((_, k) => _graph.ToFileOrder(_links.FlowOf(k)))],
        LinkCost = _graph.ToFileOrder(_links.CommonCost()),
        History = _history,
        Reason = reason,
        Work = new AssignmentWork(_trees, _passes, _equilibrator.Shifts, _bushes.Sum(bush => (long)bush.LinkCount)),
        State = new AssignmentState(_graph, _bushes),
        AssignedTrips = _trips.AssignedTrips,
        IntrazonalTrips = _trips.IntrazonalTrips,
    };
}
