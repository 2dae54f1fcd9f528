using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// Demand, mode and load of one scenario in agreement. A round assigns the trips of all modes (Algorithm B, warm from the
/// round before), measures the service at the crowded costs, and asks the demand what it calls for; link costs are damped
/// between rounds. Where nothing can crowd, the first round is exact.
/// </summary>
internal sealed class JapanSolver(JapanModel model, JapanScenario scenario, JapanSolveOptions options)
{
    private const double DaysPerYear = 365;
    private const double Damping = 0.5;

    private OdMatrix? _reach;

    public Outcome<JapanAnswer> Solve(CancellationToken cancellation)
    {
        var problems = Check();
        if (problems.Count > 0)
            return Outcome<JapanAnswer>.Refused(problems);
        var network = Network();
        var demand = new PivotDemand(model, scenario);
        var (cost, residuals) = (network.FreeFlowCost(), new List<double>());
        AssignmentState? warm = null;
        while (true)
        {
            var service = LevelOfService.Measure(network, model.Inputs.Cities, model.Inputs.Zones.Count, cost, options.Workers);
            var (trips, change) = demand.At(service);
            var assignment = Assign(network, trips, warm, cancellation);
            if (!assignment.IsOk)
                return Outcome<JapanAnswer>.Refused(assignment.Problems);
            var crowded = network.Graph.FromFileOrder(assignment.Value.LinkCost);
            var called = demand.At(LevelOfService.Measure(network, model.Inputs.Cities, model.Inputs.Zones.Count, crowded, options.Workers));
            residuals.Add(Residual(trips, called.Trips));
            if (residuals[^1] <= options.Residual || residuals.Count >= options.MaxRounds)
                return new JapanAnswer(network, trips, service, change, Surplus(trips, change), assignment.Value, residuals, residuals[^1] <= options.Residual);
            warm = assignment.Value.State;
            for (var link = 0; link < cost.Length; link++)
                cost[link] += Damping * (crowded[link] - cost[link]);
        }
    }

    private List<Problem> Check()
    {
        var problems = new List<Problem>();
        foreach (var (name, growth) in new[] { ("origin growth", scenario.OriginGrowth), ("destination growth", scenario.DestinationGrowth) })
        {
            if (growth.Count != 0 && growth.Count != model.Inputs.Zones.Count)
                problems.Add(new Problem("scenario", 0, name, $"expected {model.Inputs.Zones.Count} factors or none, found {growth.Count}"));
            if (growth.Any(factor => !(factor >= 0 && double.IsFinite(factor))))
                problems.Add(new Problem("scenario", 0, name, "expected finite factors of at least 0"));
        }

        foreach (var link in scenario.Added.Where(link => !(link.Minutes >= 0 && link.Kilometres >= 0 && double.IsFinite(link.Minutes + link.Kilometres))))
            problems.Add(new Problem("scenario", 0, "added link", $"{link.From} to {link.To}: expected minutes and kilometres of at least 0"));
        return problems;
    }

    private TravelNetwork Network()
    {
        var year = scenario.ServiceYear ?? model.Year;
        if (year == model.Year && scenario.Edit is null && scenario.Added.Count == 0)
            return model.Network;
        var edit = scenario.Edit ?? (link => link);
        var links = model.Inputs.Links.Where(link => link.IsServed(year)).Select(edit).OfType<JapanLink>().Concat(scenario.Added);
        return new TravelNetwork(model.Inputs.Cities, [.. ModeLinks.Of(links, model.Assumptions, year)], model.Assumptions.YenPerMinute);
    }

    private Outcome<AssignmentResult> Assign(TravelNetwork network, OdMatrix[] trips, AssignmentState? warm, CancellationToken cancellation)
    {
        var perDay = JapanInputs.CountsWeekday(model.Year) ? 1 : 1 / DaysPerYear;
        var (cities, reachable) = (model.Inputs.Cities, network.Graph.ZoneCount);
        var daily = new OdMatrix(reachable);
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            for (var from = 0; from < cities.Count; from++)
            {
                for (var to = 0; to < cities.Count; to++)
                {
                    var zoneTrips = trips[(int)mode][cities[from].Zone, cities[to].Zone];
                    if (zoneTrips > 0 && Reaches(network, mode, from, to))
                        daily[network.ZoneOf(mode, from), network.ZoneOf(mode, to)] = perDay * zoneTrips * cities[from].Weight * cities[to].Weight;
                }
            }
        }

        var settings = new AssignmentOptions { RelativeGap = options.AssignmentGap, Workers = options.Workers, WarmStart = warm };
        return BushAssignment.Solve(network.Graph, network.Cost, daily, settings, cancellation);
    }

    // Trips that were observed by ways that the network does not know (car ferries) load no link.
    private bool Reaches(TravelNetwork network, TravelMode mode, int from, int to) =>
        double.IsFinite((_reach ??= Modelling.Paths.SkimKernel.Cost(network.Graph, network.FreeFlowCost(), options.Workers))[network.ZoneOf(mode, from), network.ZoneOf(mode, to)]);

    private static double Residual(OdMatrix[] trips, OdMatrix[] called)
    {
        var (difference, total) = (0.0, 0.0);
        for (var mode = 0; mode < trips.Length; mode++)
        {
            for (var pair = 0; pair < trips[mode].Values.Length; pair++)
            {
                difference += Math.Abs(trips[mode].Values[pair] - called[mode].Values[pair]);
                total += trips[mode].Values[pair];
            }
        }

        return total > 0 ? difference / total : 0;
    }

    private double Surplus(OdMatrix[] trips, OdMatrix change)
    {
        var sum = 0.0;
        for (var pair = 0; pair < change.Values.Length; pair++)
        {
            if (change.Values[pair] == 0 || !double.IsFinite(change.Values[pair]))
                continue;
            for (var mode = 0; mode < trips.Length; mode++)
                sum += 0.5 * (trips[mode].Values[pair] + model.Observed[mode].Values[pair]) * change.Values[pair];
        }

        return sum / -model.Choice.UtilityPerYen;
    }
}
