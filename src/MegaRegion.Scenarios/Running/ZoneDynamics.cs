using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Attractiveness W of zones over the years: d ln W_j / dt = ε (D_j − W_j), where D_j are the arrivals of a zone relative to
/// the baseline and to the country, and trips to a zone move with W^α [HarrisWilson1978 with returns below 1]. Without
/// changes D = W = 1 for ever. α below 1 lets every zone come to rest, so growth does not run away; ε and α are assumed.
/// Population follows its projection year by year if the scenario projects it; other changes hold from their first day, or
/// from the scenario's year.
/// </summary>
internal sealed class ZoneDynamics(ScenarioModel model, BaselineFlows baseline, LayerSolver solver, SolveSettings settings)
{
    private const double Speed = 0.1;
    private const double Returns = 0.5;
    private const int FirstYear = 2020;

    public IReadOnlyList<DynamicYear> Follow(ScenarioDocument document, int until, int workers, Action<double>? progress, CancellationToken cancellation)
    {
        var before = FlowMeasures.Arriving(SolvedLayers.Sum(baseline.TripsByMode));
        double[] attraction = [.. before.Select(_ => 1.0)];
        var years = new List<DynamicYear>();
        SolvedLayers? last = null;
        for (var year = FirstYear; year <= until; year += settings.DynamicsStepYears)
        {
            var changes = Applied(document, year, attraction);
            var solved = solver.Solve(changes, settings, workers, last, null, cancellation);
            if (!solved.IsOk)
                throw new InvalidOperationException(string.Join("; ", solved.Problems)); // The last year was solved with the same network.
            last = solved.Value;
            var trips = last.AllTrips;
            years.Add(new DynamicYear(year, trips, last.Trips[0].Total(), [.. attraction], Math.Max(last.Gaps[^1], last.Residuals[^1])));
            Grow(attraction, FlowMeasures.Arriving(trips), before);
            progress?.Invoke((year - FirstYear) / (double)Math.Max(1, until - FirstYear));
        }

        return years;
    }

    private AppliedChanges Applied(ScenarioDocument document, int year, double[] attraction)
    {
        var changes = document.Changes
            .Where(change => change is ProjectPopulation || year >= (change.From?.Year ?? document.Year))
            .Select(change => change is ProjectPopulation projection ? projection with { Year = Math.Min(year, projection.Year) } : change);
        var applied = ChangeApplier.Apply(model, baseline, changes, settings.IsDemandElastic);
        double[] pull = [.. attraction.Select((w, zone) =>
            Math.Pow(w, Returns) * (applied.Demand.DestinationGrowth.Count == 0 ? 1 : applied.Demand.DestinationGrowth[zone]))];
        return applied with { Demand = applied.Demand with { DestinationGrowth = pull } };
    }

    private void Grow(double[] attraction, double[] arriving, double[] before)
    {
        var national = arriving.Sum() / before.Sum();
        for (var zone = 0; zone < attraction.Length; zone++)
        {
            var inflow = before[zone] > 0 && national > 0 ? arriving[zone] / before[zone] / national : 1;
            // The exact step of the linearised equation: stable for any number of years.
            var reach = 1 - Math.Exp(-Speed * settings.DynamicsStepYears);
            attraction[zone] += reach * (inflow - attraction[zone]);
        }
    }
}
