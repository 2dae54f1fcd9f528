using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Assignment;

/// <summary>The iteration of <see cref="StochasticAssignment"/>.</summary>
internal sealed class StochasticSolver<TCost>
    where TCost : struct, ILinkCost
{
    private const int BlockCount = 8;
    private const int Depth = 6;
    private const double Damping = 0.5;

    private readonly NetworkGraph _graph;
    private readonly TripList _trips;
    private readonly TCost _function;
    private readonly StochasticOptions _options;
    private readonly LogitLoading[] _loadings;
    private readonly double[][] _blockFlow;
    private readonly double[] _flow;
    private readonly double[] _called;
    private readonly OdMatrix _satisfaction;
    private readonly Action<int, int> _loadBlock;
    private double[] _costToLoad = [];

    public StochasticSolver(NetworkGraph graph, TCost function, TripList trips, double dispersion, StochasticOptions options)
    {
        (_graph, _function, _trips, _options) = (graph, function, trips, options);
        var (free, zoneOfNode) = (new double[graph.LinkCount], new int[graph.NodeCount]);
        for (var link = 0; link < free.Length; link++)
            free[link] = function.Cost(link, 0);
        Array.Fill(zoneOfNode, -1);
        for (var zone = 0; zone < graph.ZoneCount; zone++)
            zoneOfNode[graph.NodeOfZone[zone]] = zone;
        _loadings = [.. trips.Origins.Select(origin => new LogitLoading(graph, origin, free, dispersion))];
        _blockFlow = [.. Enumerable.Range(0, BlockCount).Select(_ => new double[graph.LinkCount])];
        (_flow, _called, _satisfaction) = (new double[graph.LinkCount], new double[graph.LinkCount], new OdMatrix(graph.ZoneCount));
        ZoneOfNode = zoneOfNode;
        _loadBlock = (_, block) => LoadBlock(block);
    }

    private int[] ZoneOfNode { get; }

    public Outcome<StochasticResult> Solve(CancellationToken cancellation)
    {
        if (_trips.WithoutPath(_graph, [[]]) is { Count: > 0 } problems)
            return Outcome<StochasticResult>.Refused(problems);
        var (cost, change, residuals) = (new double[_graph.LinkCount], new double[_graph.LinkCount], new List<double>());
        var mixer = new AndersonMixer(cost.Length, Depth, Damping);
        CostsAt(_flow, cost);
        Load(cost, _flow, cancellation);
        while (true)
        {
            CostsAt(_flow, change);
            Load(change, _called, cancellation);
            residuals.Add(Residual());
            if (residuals[^1] <= _options.Residual || residuals.Count >= _options.MaxIterations)
                return Result(change, residuals);
            for (var link = 0; link < cost.Length; link++)
                change[link] -= cost[link];
            mixer.Step(cost, change);
            for (var link = 0; link < cost.Length; link++)
                cost[link] = Math.Max(cost[link], _function.Cost(link, 0));
            Load(cost, _flow, cancellation);
        }
    }

    private void CostsAt(double[] flow, double[] cost)
    {
        for (var link = 0; link < cost.Length; link++)
            cost[link] = _function.Cost(link, flow[link]);
    }

    /// <summary>Loads all trips at fixed costs; blocks of origins are summed in order, so the sum does not depend on the workers.</summary>
    internal void Load(double[] cost, double[] flow, CancellationToken cancellation)
    {
        _costToLoad = cost;
        ParallelSweep.Run(BlockCount, _options.Workers, _loadBlock, cancellation);
        for (var link = 0; link < flow.Length; link++)
        {
            var sum = 0.0;
            foreach (var part in _blockFlow)
                sum += part[link];
            flow[link] = sum;
        }
    }

    private void LoadBlock(int block)
    {
        Array.Clear(_blockFlow[block]);
        for (var origin = block; origin < _loadings.Length; origin += BlockCount)
            _loadings[origin].Load(_costToLoad, _trips.DestinationsOf(origin), _trips.TripsOf(origin), _blockFlow[block]);
    }

    private double Residual()
    {
        var (difference, total) = (0.0, 0.0);
        for (var link = 0; link < _flow.Length; link++)
            (difference, total) = (difference + Math.Abs(_called[link] - _flow[link]), total + _flow[link]);
        return total > 0 ? difference / total : 0;
    }

    private StochasticResult Result(double[] cost, List<double> residuals)
    {
        for (var origin = 0; origin < _loadings.Length; origin++)
        {
            _loadings[origin].Weigh(cost);
            var row = _satisfaction.Row(ZoneOfNode[_trips.Origins[origin]]);
            for (var zone = 0; zone < row.Length; zone++)
                row[zone] = _loadings[origin].Satisfaction(_graph.NodeOfZone[zone]);
        }

        return new StochasticResult(
            _graph.ToFileOrder(_flow), _graph.ToFileOrder(cost), _satisfaction, residuals, residuals[^1] <= _options.Residual);
    }
}
