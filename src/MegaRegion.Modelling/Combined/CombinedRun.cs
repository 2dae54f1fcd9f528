using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Combined;

/// <summary>The iteration of <see cref="CombinedEquilibrium"/>.</summary>
internal sealed class CombinedRun<TCost>
    where TCost : struct, ILinkCost
{
    private const int Depth = 8;
    private const double Damping = 0.35;

    private readonly NetworkGraph _graph;
    private readonly TCost _cost;
    private readonly ITripDemand _demand;
    private readonly CombinedOptions _options;
    private readonly List<double> _residuals = [];

    public CombinedRun(NetworkGraph graph, TCost cost, ITripDemand demand, CombinedOptions options) =>
        (_graph, _cost, _demand, _options) = (graph, cost, demand, options);

    public Outcome<CombinedResult> Run(CancellationToken cancellation)
    {
        var pull = Skim(FreeFlowCost());
        var mixer = new AndersonMixer(pull.Values.Length, Depth, Damping);
        var change = new double[pull.Values.Length];
        AssignmentState? warm = null;
        var trips = _demand.Trips(pull);
        while (trips.IsOk)
        {
            var assignment = BushAssignment.Solve(_graph, _cost, trips.Value, Assign(warm), cancellation);
            if (!assignment.IsOk)
                return Outcome<CombinedResult>.Refused(assignment.Problems);
            warm = assignment.Value.State;
            var cost = Skim(_graph.FromFileOrder(assignment.Value.LinkCost));
            var called = _demand.Trips(cost);
            if (!called.IsOk)
                return Outcome<CombinedResult>.Refused(called.Problems);
            _residuals.Add(Residual(called.Value, trips.Value));
            if (_residuals[^1] <= _options.Residual || _residuals.Count >= _options.MaxRounds)
                return Result(trips.Value, cost, assignment.Value);
            MixCosts(mixer, pull, cost, change);
            trips = _demand.Trips(pull);
        }

        return Outcome<CombinedResult>.Refused(trips.Problems);
    }

    private static void MixCosts(AndersonMixer mixer, OdMatrix pull, OdMatrix cost, double[] change)
    {
        for (var pair = 0; pair < change.Length; pair++)
            change[pair] = double.IsFinite(cost.Values[pair]) ? cost.Values[pair] - pull.Values[pair] : 0;
        mixer.Step(pull.Values, change);
    }

    private AssignmentOptions Assign(AssignmentState? warm) =>
        new() { RelativeGap = _options.AssignmentGap, Workers = _options.Workers, WarmStart = warm };

    private double[] FreeFlowCost() => [.. Enumerable.Range(0, _graph.LinkCount).Select(link => _cost.Cost(link, 0))];

    private OdMatrix Skim(double[] linkCost) => SkimKernel.Cost(_graph, linkCost, _options.Workers);

    private static double Residual(OdMatrix called, OdMatrix assigned)
    {
        var sum = 0.0;
        for (var pair = 0; pair < called.Values.Length; pair++)
            sum += Math.Abs(called.Values[pair] - assigned.Values[pair]);
        return sum > 0 ? sum / assigned.Total() : 0;
    }

    private CombinedResult Result(OdMatrix trips, OdMatrix cost, AssignmentResult assignment) =>
        new(trips, cost, assignment, _residuals, _residuals[^1] <= _options.Residual);
}
