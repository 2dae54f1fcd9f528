using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Runs scenarios: baseline, changes in order, people on the network with the four layers coupled, years, draws, reports.
/// Pure: no file, no clock but the one it is given, no chance but the seed; the same document on the same model gives the same
/// bytes. Safe for many threads; a run holds a few dozen megabytes.
/// </summary>
public static class ScenarioRunner
{
    /// <summary>Runs a checked document.</summary>
    /// <param name="model">The model.</param>
    /// <param name="document">The document, from <see cref="ScenarioReader"/> or checked by <see cref="ScenarioCheck"/>.</param>
    /// <param name="baselineRun">The document of the run that is the baseline; null for observed and live ones.</param>
    /// <param name="flows">Flows of a live cut; null for observed ones.</param>
    /// <param name="options">Threads, clock, progress, warm start; null takes the defaults.</param>
    /// <param name="cancellation">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The run, or why it cannot be solved.</returns>
    public static Outcome<ScenarioRun> Run(
        ScenarioModel model,
        ScenarioDocument document,
        ScenarioDocument? baselineRun = null,
        BaselineFlows? flows = null,
        RunOptions? options = null,
        CancellationToken cancellation = default)
    {
        var problems = Prerequisites(model, document, baselineRun, flows);
        var response = LayerResponse.Create(document.Solve.IsCoupled ? model.Coupling : CouplingTable.None);
        return problems.Count + response.Problems.Count > 0
            ? Outcome<ScenarioRun>.Refused([.. problems, .. response.Problems])
            : new RunInstance(model, document, baselineRun, flows ?? model.Observed, response.Value, options ?? new RunOptions(), cancellation).Run();
    }

    private static List<Problem> Prerequisites(ScenarioModel model, ScenarioDocument document, ScenarioDocument? baselineRun, BaselineFlows? flows)
    {
        List<Problem> problems = [.. ScenarioCheck.Find(document, model.World).Select(problem => new Problem("scenario", problem.Line, problem.Field, problem.Advice.En))];
        if (document.Baseline.Kind == BaselineKind.Run && baselineRun is null)
            problems.Add(new Problem("scenario", 0, "baseline.run", $"expected the run '{document.Baseline.Run}', which is not there"));
        if (document.Baseline.Kind == BaselineKind.Live && flows is null)
            problems.Add(new Problem("scenario", 0, "baseline.live", "expected flows of the live ledger; run it against a server"));
        if (document.Baseline.Kind == BaselineKind.Observed && document.Baseline.ObservedYear != model.People.Year)
            problems.Add(new Problem("scenario", 0, "baseline.observed", $"expected a model of {document.Baseline.ObservedYear}, found one of {model.People.Year}"));
        return problems;
    }

    /// <summary>What convergence leaves open per pair.</summary>
    internal static OdMatrix NoiseOf(SolvedLayers solved)
    {
        var noise = SolvedLayers.Sum(solved.Trips);
        var called = SolvedLayers.Sum(solved.Called);
        for (var pair = 0; pair < noise.Values.Length; pair++)
            noise.Values[pair] = Math.Abs(noise.Values[pair] - called.Values[pair]);
        return noise;
    }
}
