using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Intervals of the headline figures: seeded draws of time, fare and log-sum coefficients by their robust standard errors
/// and of Γ (estimated entries by their errors, assumed ones from nothing to twice). Parameters are drawn independently, and
/// every draw keeps the crowding of the solved run, so the feedback of crowding on a draw is left out; what is not in the
/// parameters (the form of the model, the future) is not in the intervals.
/// </summary>
internal sealed class ParameterDraws(ScenarioModel model, BaselineFlows baseline, AppliedChanges changes, SolvedLayers solved, OdMatrix before, bool isCoupled, int workers)
{
    private const double Low = 0.05;
    private const double High = 0.95;

    // A draw outside what the model can be is drawn again; this many in a row would mean that the estimate itself is not sound.
    private const int MaxRedraws = 100;

    private const int BatchPerWorker = 8;

    /// <summary>5th and 95th percentile of each measure; empty without draws.</summary>
    public IReadOnlyList<(double Low, double High)> Intervals(int draws, int seed, Action<double>? progress, CancellationToken cancellation)
    {
        if (draws == 0)
            return [];
        // Parameters are drawn one after the other, so that the number of threads does not matter; only the figures are parallel.
        var random = new Random(seed);
        Draw[] drawn = [.. Enumerable.Range(0, draws).Select(_ => new Draw(DrawnChoice(random), DrawnLogSum(random), DrawnResponse(random)))];
        var (found, done) = (new double[draws][], 0);
        foreach (var batch in Enumerable.Range(0, draws).Chunk(Math.Max(1, workers) * BatchPerWorker))
        {
            Parallel.ForEach(batch, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, k => found[k] = Figures(drawn[k]));
            done += batch.Length;
            progress?.Invoke(done / (double)draws);
        }

        return [.. Enumerable.Range(0, found[0].Length).Select(measure => Interval([.. found.Select(draw => draw[measure])]))];
    }

    private double[] Figures(Draw draw)
    {
        var flows = new DemandLayers(model, baseline, draw.Response, draw.Choice, draw.LogSumCoefficient).At(solved.Service, changes);
        var surplus = Surplus.Yen(flows.Trips, baseline.TripsByMode, flows.LogSumChange, draw.Choice.UtilityPerYen);
        return FlowMeasures.Of(flows.Trips, flows.Others, surplus, before);
    }

    private double DrawnLogSum(Random random) =>
        Math.Max(0, model.People.Distribution.LogSumCoefficient + (model.People.Distribution.Fit["log-sum"].RobustStandardError * Normal(random)));

    private ChoiceCoefficients DrawnChoice(Random random)
    {
        var (mean, error) = (model.People.Choice.Coefficients, model.People.Choice.StandardErrors);
        for (var redraw = 0; redraw < MaxRedraws; redraw++)
        {
            var drawn = mean with
            {
                Hours = mean.Hours + (error.Hours * Normal(random)),
                Fare = mean.Fare + (error.Fare * Normal(random)),
                HoursByCar = mean.HoursByCar + (error.HoursByCar * Normal(random)),
            };
            if (drawn.Hours < 0 && drawn.Fare < 0)
                return drawn;
        }

        return mean;
    }

    private LayerResponse DrawnResponse(Random random)
    {
        for (var redraw = 0; isCoupled && redraw < MaxRedraws; redraw++)
        {
            var response = LayerResponse.Create(CouplingTable.Drawn(model.Coupling, () => Normal(random), random.NextDouble));
            if (response.IsOk)
                return response.Value;
        }

        return LayerResponse.Create(CouplingTable.None).Value;
    }

    // Box and Muller; 1 − u keeps the logarithm finite.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static (double Low, double High) Interval(double[] values)
    {
        Array.Sort(values);
        return (Quantile(values, Low), Quantile(values, High));
    }

    private static double Quantile(double[] sorted, double part)
    {
        var position = part * (sorted.Length - 1);
        var (below, share) = ((int)position, position % 1);
        return (sorted[below] * (1 - share)) + (sorted[Math.Min(below + 1, sorted.Length - 1)] * share);
    }

    private sealed record Draw(ChoiceCoefficients Choice, double LogSumCoefficient, LayerResponse Response);
}
