using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Combined;

/// <summary>One run of <see cref="CombinedEquilibrium"/>.</summary>
internal sealed class CombinedSolver<TCost>
    where TCost : struct, ILinkCost
{
    /// <summary>Steps of demand and route between two sweeps.</summary>
    private const int MaxRounds = 12;

    /// <summary>Steps end when they find only this part of the gap that the sweep found: a sweep then finds more.</summary>
    private const double RoundTarget = 0.05;

    private const int PatienceAtPrecision = 5;

    private readonly NetworkGraph _graph;
    private readonly ITripDemand _demand;
    private readonly CombinedOptions _options;
    private readonly BushSet<TCost> _bushes;
    private readonly OdMatrix[] _trips;
    private readonly OdMatrix _cheapest;
    private readonly OdMatrix _onPaths;
    private readonly double[] _entryCost;
    private readonly DemandStep<TCost> _step;
    private readonly List<CombinedIteration> _history = [];
    private readonly StopRule _stop;

    private CombinedSolver(NetworkGraph graph, ITripDemand demand, CombinedOptions options, BushSet<TCost> bushes, OdMatrix[] trips)
    {
        (_graph, _demand, _options, _bushes, _trips) = (graph, demand, options, bushes, trips);
        _stop = new StopRule(options.RelativeGap, options.MaxIterations, PatienceAtPrecision);
        (_cheapest, _onPaths) = (Unreached(graph.ZoneCount), Unreached(graph.ZoneCount));
        _entryCost = new double[bushes.Trips.Trips.Length];
        _step = new DemandStep<TCost>(demand, bushes, trips);
    }

    /// <summary>Puts the trips that the empty network calls for on it.</summary>
    public static Outcome<CombinedSolver<TCost>> Start(
        NetworkGraph graph, TCost cost, ITripDemand demand, CombinedOptions options, CancellationToken cancellation)
    {
        double[] free = [.. Enumerable.Range(0, graph.LinkCount).Select(link => cost.Cost(link, 0))];
        var trips = demand.Trips(SkimKernel.Cost(graph, free, options.Workers));
        if (!trips.IsOk)
            return Outcome<CombinedSolver<TCost>>.Refused(trips.Problems);
        var list = TripList.Create(graph, trips.Value[0]);
        if (!list.IsOk)
            return Outcome<CombinedSolver<TCost>>.Refused(list.Problems);
        var bushes = new BushSet<TCost>(graph, cost, list.Value, [[]], options.Workers, null);
        bushes.LoadInitially(cancellation);
        return new CombinedSolver<TCost>(graph, demand, options, bushes, trips.Value);
    }

    public Outcome<CombinedResult> Solve(CancellationToken cancellation)
    {
        while (true)
        {
            var shortestCost = _bushes.Sweep(double.NegativeInfinity, _cheapest, cancellation);
            var called = _demand.Trips(_cheapest);
            if (!called.IsOk)
                return Outcome<CombinedResult>.Refused(called.Problems);
            var state = Measure(shortestCost, called.Value);
            _history.Add(state);
            _options.Progress?.Invoke(state);
            if (_stop.After(state.RelativeGap) is { } reason)
                return Result(reason);
            if (Refine(RoundTarget * (state.RouteGap + state.DemandGap), cancellation) is { Count: > 0 } problems)
                return Outcome<CombinedResult>.Refused(problems);
        }
    }

    /// <summary>Steps of demand and route inside the bushes, until they find less than <paramref name="enough"/>.</summary>
    private IReadOnlyList<Problem> Refine(double enough, CancellationToken cancellation)
    {
        var found = double.PositiveInfinity;
        for (var round = 0; round < MaxRounds && found > enough; round++)
        {
            // The first round uses the links that the sweep has just added, which an improvement would drop as unused.
            if (round > 0)
                _bushes.Improve(0, cancellation);
            _bushes.PathCost(_entryCost);
            _bushes.Trips.Scatter(_entryCost, _onPaths);
            var called = _demand.Trips(_onPaths);
            if (!called.IsOk)
                return called.Problems;
            found = _step.Take(_onPaths, called.Value);
            found += _bushes.Equilibrate(0, cancellation);
        }

        _bushes.SumFlows();
        return [];
    }

    private CombinedIteration Measure(double shortestCost, OdMatrix[] called)
    {
        var assignment = _bushes.Links.Measure(_history.Count + 1, shortestCost);
        var (route, demand) = (assignment.TotalCost - shortestCost, _demand.Divergence(_trips, called));
        var (difference, total) = (0.0, 0.0);
        for (var mode = 0; mode < called.Length; mode++)
        {
            for (var pair = 0; pair < called[mode].Values.Length; pair++)
                difference += Math.Abs(called[mode].Values[pair] - _trips[mode].Values[pair]);
            total += _trips[mode].Total();
        }

        return new CombinedIteration(
            assignment.Number,
            assignment.TotalCost > 0 ? (route + demand) / assignment.TotalCost : 0,
            route,
            demand,
            assignment.Objective + _demand.Penalty(_trips),
            assignment.Objective,
            assignment.TotalCost,
            total > 0 ? difference / total : 0);
    }

    private CombinedResult Result(StopReason reason)
    {
        var cost = _bushes.Links.CommonCost();
        return new CombinedResult
        {
            Trips = _trips,
            Cost = SkimKernel.Cost(_graph, cost, _options.Workers),
            LinkFlow = _graph.ToFileOrder(_bushes.Links.Flow),
            LinkCost = _graph.ToFileOrder(cost),
            History = _history,
            Reason = reason,
            Work = _bushes.Work,
            DemandSteps = _step.Count,
        };
    }

    private static OdMatrix Unreached(int zones)
    {
        var cost = new OdMatrix(zones);
        cost.Values.Fill(double.PositiveInfinity);
        for (var zone = 0; zone < zones; zone++)
            cost[zone, zone] = 0;
        return cost;
    }
}
