using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;
using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// People on the network and the four layers in agreement. A round measures travel at the present link costs, asks the
/// demand what it calls for, lets the layers settle (x = s + Γ x by pair of prefectures; what goods, money and information
/// induce in people multiplies trips), and assigns the trips by Algorithm B, warm from the round before. Costs of links that
/// can crowd are mixed by Anderson's method until trips called for and trips assigned agree to the gap. Where nothing can
/// crowd the first round is exact.
/// </summary>
internal sealed class LayerSolver(ScenarioModel model, BaselineFlows baseline, LayerResponse response)
{
    private const double DaysPerYear = 365;
    private const int Depth = 6;
    private const double Damping = 0.6;

    // The assignment's own error must not be what keeps demand and load apart.
    private const double AssignmentShare = 0.01;

    private readonly DemandLayers _demand = new(model, baseline, response);

    public Outcome<SolvedLayers> Solve(
        AppliedChanges changes, SolveSettings settings, int workers, SolvedLayers? warmStart, Action<double>? progress, CancellationToken cancellation)
    {
        var network = NetworkOf(changes);
        var crowding = Crowding(network);
        var cost = StartCosts(network, warmStart);
        var mixer = new AndersonMixer(Math.Max(1, crowding.Length), Depth, Damping);
        var (gaps, residuals) = (new List<double>(), new List<double>());
        AssignmentState? warm = null;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var service = Measure(network, cost, workers);
            var flows = _demand.At(service, changes);
            var daily = Daily(network, flows.Trips, workers);
            var options = new AssignmentOptions { RelativeGap = AssignmentShare * settings.Gap, Workers = workers, WarmStart = warm };
            var assigned = BushAssignment.Solve(network.Graph, network.Cost, daily, options, cancellation);
            if (!assigned.IsOk)
                return Outcome<SolvedLayers>.Refused(assigned.Problems);
            var assignment = assigned.Value;
            var crowded = network.Graph.FromFileOrder(assignment.LinkCost);
            var called = crowding.Length == 0 ? flows : _demand.At(Measure(network, crowded, workers), changes);
            gaps.Add(assignment.RelativeGap);
            residuals.Add(TripResidual.Of(flows.Trips, called.Trips));
            progress?.Invoke(Math.Max(residuals[^1], gaps[^1]));
            var converged = residuals[^1] <= settings.Gap && (gaps[^1] <= settings.Gap || assignment.Reason == StopReason.PrecisionReached);
            if (converged || residuals.Count >= settings.MaxRounds)
                return Result(network, service, flows, called, daily, assignment, gaps, residuals, converged);
            warm = assignment.State;
            Mix(mixer, crowding, cost, crowded);
        }
    }

    private TravelNetwork NetworkOf(AppliedChanges changes) => changes.Links is { } links
        ? new TravelNetwork(model.World.Inputs.Cities, [.. ModeLinks.Of(links, model.People.Assumptions, model.People.Year)], model.People.Assumptions.YenPerMinute)
        : model.People.Network;

    private LevelOfService Measure(TravelNetwork network, double[] cost, int workers) =>
        ReferenceEquals(network, model.People.Network)
            ? model.People.Service // Nothing crowds on it: its links have no stated seats.
            : LevelOfService.Measure(network, model.World.Inputs.Cities, model.World.Inputs.Zones.Count, cost, workers);

    private static int[] Crowding(TravelNetwork network) =>
        [.. Enumerable.Range(0, network.Graph.LinkCount).Where(link => network.Links[network.Graph.FileLinkOf[link]].SeatsPerDay > 0)];

    private static double[] StartCosts(TravelNetwork network, SolvedLayers? warm)
    {
        var cost = network.FreeFlowCost();
        if (warm is null)
            return cost;
        var known = new Dictionary<(TravelMode, string, string), (double Free, double Cost)>();
        var free = warm.Network.FreeFlowCost();
        for (var link = 0; link < free.Length; link++)
        {
            var file = warm.Network.Graph.FileLinkOf[link];
            var ends = warm.Network.Links[file];
            known[(ends.Mode, ends.From, ends.To)] = (free[link], warm.Assignment.LinkCost[file]);
        }

        for (var link = 0; link < cost.Length; link++)
        {
            var ends = network.Links[network.Graph.FileLinkOf[link]];
            if (ends.SeatsPerDay > 0 && known.TryGetValue((ends.Mode, ends.From, ends.To), out var before))
                cost[link] += before.Cost - before.Free;
        }

        return cost;
    }

    private static void Mix(AndersonMixer mixer, int[] crowding, double[] cost, double[] crowded)
    {
        double[] value = [.. crowding.Select(link => cost[link])];
        double[] residual = [.. crowding.Select(link => crowded[link] - cost[link])];
        mixer.Step(value, residual);
        for (var k = 0; k < crowding.Length; k++)
            cost[crowding[k]] = value[k];
    }

    private OdMatrix Daily(TravelNetwork network, OdMatrix[] trips, int workers)
    {
        var cities = model.World.Inputs.Cities;
        var daily = new OdMatrix(network.Graph.ZoneCount);
        var reach = Reach(network, workers);
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            for (var from = 0; from < cities.Count; from++)
            {
                for (var to = 0; to < cities.Count; to++)
                {
                    var zoneTrips = trips[(int)mode][cities[from].Zone, cities[to].Zone];
                    var (row, column) = (network.ZoneOf(mode, from), network.ZoneOf(mode, to));
                    if (zoneTrips > 0 && double.IsFinite(reach[row, column]))
                        daily[row, column] = zoneTrips * cities[from].Weight * cities[to].Weight / DaysPerYear;
                }
            }
        }

        return daily;
    }

    private OdMatrix? _reach;
    private TravelNetwork? _reachOf;

    // Trips that were observed by ways that the network does not know (car ferries) load no link.
    private OdMatrix Reach(TravelNetwork network, int workers)
    {
        if (!ReferenceEquals(_reachOf, network))
            (_reachOf, _reach) = (network, SkimKernel.Cost(network.Graph, network.FreeFlowCost(), workers));
        return _reach!;
    }

    private SolvedLayers Result(
        TravelNetwork network, LevelOfService service, LayerFlows flows, LayerFlows called, OdMatrix daily, AssignmentResult assignment, List<double> gaps, List<double> residuals, bool converged) => new()
        {
            Network = network,
            Service = service,
            Trips = flows.Trips,
            Called = called.Trips,
            LogSumChange = flows.LogSumChange,
            Others = flows.Others,
            Induced = flows.Induced,
            SurplusYen = Surplus.Yen(flows.Trips, baseline.TripsByMode, flows.LogSumChange, model.People.Choice.UtilityPerYen),
            Assignment = assignment,
            DailyTrips = daily,
            Gaps = gaps,
            Residuals = residuals,
            CouplingResidual = flows.CouplingResidual,
            Converged = converged,
        };
}
