using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Assignment;

/// <summary>The state of one run of <see cref="FrankWolfeAssignment"/>.</summary>
internal sealed class FrankWolfeSolver<TCost>
    where TCost : struct, ILinkCost
{
    /// <summary>After a step this close to 1 the flows sit on the old target and conjugation has no meaning.</summary>
    private const double FullStep = 0.999999;

    private const int LineSearchSteps = 40;

    private readonly NetworkGraph _graph;
    private readonly TripList _trips;
    private readonly AssignmentOptions _options;
    private readonly LinkState<TCost> _links;
    private readonly AllOrNothing _allOrNothing;
    private readonly List<AssignmentIteration> _history = [];
    private readonly double[] _direct;
    private double[] _target;
    private double[] _last;
    private double[] _beforeLast;
    private int _conjugateTo;
    private double _step;

    public FrankWolfeSolver(NetworkGraph graph, TCost cost, TripList trips, AssignmentOptions options)
    {
        (_graph, _trips, _options) = (graph, trips, options);
        _links = new LinkState<TCost>(cost, graph.LinkCount, [[]]);
        _allOrNothing = new AllOrNothing(graph, trips, options.Workers);
        var n = graph.LinkCount;
        (_direct, _target, _last, _beforeLast) = (new double[n], new double[n], new double[n], new double[n]);
    }

    public Outcome<AssignmentResult> Solve(CancellationToken cancellation)
    {
        _links.Refresh();
        if (!double.IsFinite(_allOrNothing.Load(_links.CostOf(0), _links.Flow, cancellation)))
            return Outcome<AssignmentResult>.Refused(_trips.WithoutPath(_graph, [[]]));
        while (true)
        {
            _links.Refresh();
            var shortestCost = _allOrNothing.Load(_links.CostOf(0), _direct, cancellation);
            var state = _links.Measure(_history.Count + 1, shortestCost);
            _history.Add(state);
            _options.Progress?.Invoke(state);
            if (state.RelativeGap <= _options.RelativeGap)
                return Result(StopReason.GapReached);
            if (state.Number >= _options.MaxIterations)
                return Result(StopReason.IterationLimit);
            ChooseTarget();
            ChooseStep();
            Move();
        }
    }

    private void ChooseTarget()
    {
        (_beforeLast, _last, _target) = (_last, _target, _beforeLast);
        if (_conjugateTo >= 2)
            MixBiconjugate();
        else if (_conjugateTo == 1)
            MixConjugate();
        else
            _direct.CopyTo(_target.AsSpan());
        if (Slope(0) < 0)
            return;
        _direct.CopyTo(_target.AsSpan());
        _conjugateTo = 0;
    }

    /// <summary>Target conjugate to the last direction; −(last − x) points back along it.</summary>
    private void MixConjugate()
    {
        var (toLast, lastToLast) = (0.0, 0.0);
        for (var a = 0; a < _direct.Length; a++)
        {
            var alongLast = (_last[a] - _links.Flow[a]) * _links.Slope[a];
            toLast += alongLast * (_direct[a] - _links.Flow[a]);
            lastToLast += alongLast * (_last[a] - _links.Flow[a]);
        }

        Mix(lastToLast > 0 ? Math.Max(0, -toLast / lastToLast) : 0, 0);
    }

    /// <summary>Target conjugate to the last two directions.</summary>
    private void MixBiconjugate()
    {
        var (toOlder, olderToOlder, toLast, lastToLast) = (0.0, 0.0, 0.0, 0.0);
        for (var a = 0; a < _direct.Length; a++)
        {
            var (flow, slope) = (_links.Flow[a], _links.Slope[a]);
            var direct = _direct[a] - flow;
            var alongLast = (_last[a] - flow) * slope;
            var alongOlder = ((_step * _last[a]) + ((1 - _step) * _beforeLast[a]) - flow) * slope;
            toOlder += alongOlder * direct;
            olderToOlder += alongOlder * (_beforeLast[a] - _last[a]);
            toLast += alongLast * direct;
            lastToLast += alongLast * (_last[a] - flow);
        }

        var older = olderToOlder == 0 ? 0 : Math.Max(0, -toOlder / olderToOlder);
        var last = lastToLast == 0 ? 0 : Math.Max(0, (-toLast / lastToLast) + (older * _step / (1 - _step)));
        Mix(last, older);
    }

    private void Mix(double last, double older)
    {
        var share = 1 / (1 + last + older);
        for (var a = 0; a < _direct.Length; a++)
            _target[a] = share * (_direct[a] + (last * _last[a]) + (older * _beforeLast[a]));
    }

    /// <summary>Root of the objective's derivative along the direction, by Newton steps inside a shrinking interval.</summary>
    private void ChooseStep()
    {
        var (low, high, step) = (0.0, 1.0, 0.0);
        if (Slope(1) <= 0)
        {
            _step = 1;
            return;
        }

        for (var k = 0; k < LineSearchSteps; k++)
        {
            var slope = Slope(step, out var curvature);
            if (slope < 0)
                low = step;
            else
                high = step;
            var newton = step - (slope / curvature);
            var next = newton > low && newton < high ? newton : 0.5 * (low + high);
            if (Math.Abs(next - step) <= 1e-15 * high)
                break;
            step = next;
        }

        _step = step;
    }

    private double Slope(double step) => Slope(step, out _);

    private double Slope(double step, out double curvature)
    {
        var (slope, second) = (0.0, 0.0);
        for (var a = 0; a < _target.Length; a++)
        {
            var along = _target[a] - _links.Flow[a];
            slope += along * _links.Function.Cost(a, Math.Max(0, _links.Flow[a] + (step * along)), out var linkSlope);
            second += along * along * linkSlope;
        }

        curvature = second;
        return slope;
    }

    private void Move()
    {
        for (var a = 0; a < _target.Length; a++)
            _links.Flow[a] = Math.Max(0, _links.Flow[a] + (_step * (_target[a] - _links.Flow[a])));
        _conjugateTo = _step >= FullStep ? 0 : Math.Min(2, _conjugateTo + 1);
    }

    private AssignmentResult Result(StopReason reason) => new()
    {
        LinkFlow = _graph.ToFileOrder(_links.Flow),
        ClassFlow = [_graph.ToFileOrder(_links.Flow)],
        LinkCost = _graph.ToFileOrder(_links.CommonCost()),
        History = _history,
        Reason = reason,
        Work = new AssignmentWork((long)(_history.Count + 1) * _trips.Origins.Length, 0, 0, 0),
        AssignedTrips = _trips.AssignedTrips,
        IntrazonalTrips = _trips.IntrazonalTrips,
    };
}
