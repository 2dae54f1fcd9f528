using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Assignment;

/// <summary>One run of <see cref="BushAssignment"/>: sweeps and rounds until the gap is met.</summary>
internal sealed class BushSolver<TCost>
    where TCost : struct, ILinkCost
{
    /// <summary>Rounds in which bushes are improved from what they know, between two sweeps of shortest paths.</summary>
    private const int MaxRounds = 3;

    /// <summary>
    /// Rounds of a warm start before the first sweep; none where closed links have cut bushes, because the detours lead over nodes that
    /// only a sweep finds.
    /// </summary>
    private const int WarmRounds = 1;

    /// <summary>Bushes stay as they are in a round that would gain them less than this part of the excess at which rounds end.</summary>
    private const double LeastGain = 0.01;

    /// <summary>Rounds end when one finds only this part of the excess that the last sweep found: a sweep then finds more.</summary>
    private const double RoundTarget = 0.2;

    /// <summary>Rounds end, or do not begin, when the passes before found less than so many times the gap asked for: what they left is far less.</summary>
    private const double RoundGap = 3;

    /// <summary>A sweep leaves alone the bushes whose excess is less than this part of their share of the gap asked for.</summary>
    private const double IdleSweep = 0.25;

    /// <summary>Passes end when the excess inside the bushes is this part of the gap asked for: what is left then is not what keeps it from being met.</summary>
    private const double PassGap = 0.1;

    private const int PatienceAtPrecision = 10;

    private readonly NetworkGraph _graph;
    private readonly TripList _trips;
    private readonly double[][] _tolls;
    private readonly AssignmentOptions _options;
    private readonly BushSet<TCost> _bushes;
    private readonly LinkState<TCost> _links;
    private readonly List<AssignmentIteration> _history = [];
    private readonly StopRule _stop;

    public BushSolver(NetworkGraph graph, TCost cost, TripList trips, double[][] tolls, AssignmentOptions options)
    {
        (_graph, _trips, _tolls, _options) = (graph, trips, tolls, options);
        _stop = new StopRule(options.RelativeGap, options.MaxIterations, PatienceAtPrecision);
        _bushes = new BushSet<TCost>(graph, cost, trips, tolls, options.Workers, options.WarmStart);
        _links = _bushes.Links;
    }

    public Outcome<AssignmentResult> Solve(CancellationToken cancellation)
    {
        var isServed = _bushes.LoadInitially(cancellation);
        if (_bushes.HasWarm && isServed)
            ImproveInRounds(0, double.PositiveInfinity, _bushes.HadCuts ? 0 : WarmRounds, cancellation);
        while (true)
        {
            var shortestCost = _bushes.Sweep(PartOfGap(IdleSweep), null, cancellation);
            if (!double.IsFinite(shortestCost))
                return Outcome<AssignmentResult>.Refused(_trips.WithoutPath(_graph, _tolls));
            var state = _links.Measure(_history.Count + 1, shortestCost);
            Record(state);
            if (_stop.After(state.RelativeGap) is { } reason)
                return Result(reason);
            var found = _bushes.Equilibrate(PartOfGap(PassGap), cancellation);
            ImproveInRounds(state.RelativeGap * state.TotalCost, found, MaxRounds, cancellation);
        }
    }

    /// <summary>Better links between the nodes that bushes have, and passes over them: half the cost of a sweep.</summary>
    private void ImproveInRounds(double sweepExcess, double found, int rounds, CancellationToken cancellation)
    {
        var enough = Math.Max(RoundTarget * sweepExcess, PartOfGap(RoundGap));
        for (var round = 0; round < rounds && found > enough; round++)
        {
            _bushes.Improve(LeastGain * enough, cancellation);
            found = _bushes.Equilibrate(PartOfGap(PassGap), cancellation);
        }

        _bushes.SumFlows();
    }

    /// <summary>Part of the gap asked for, as excess over the cost of all trips.</summary>
    private double PartOfGap(double part) => part * _options.RelativeGap * _links.TotalCost();

    private void Record(AssignmentIteration state)
    {
        _history.Add(state);
        _options.Progress?.Invoke(state);
    }

    private AssignmentResult Result(StopReason reason) => new()
    {
        LinkFlow = _graph.ToFileOrder(_links.Flow),
        ClassFlow = [.. _tolls.Select((_, k) => _graph.ToFileOrder(_links.FlowOf(k)))],
        LinkCost = _graph.ToFileOrder(_links.CommonCost()),
        History = _history,
        Reason = reason,
        Work = _bushes.Work,
        State = _bushes.State(),
        AssignedTrips = _trips.AssignedTrips,
        IntrazonalTrips = _trips.IntrazonalTrips,
    };
}
