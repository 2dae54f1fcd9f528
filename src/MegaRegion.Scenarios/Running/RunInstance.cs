using MegaRegion.Modelling.Numerics;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Reports;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Running;

/// <summary>One run of <see cref="ScenarioRunner"/>, stage by stage.</summary>
internal sealed class RunInstance
{
    private readonly ScenarioModel _model;
    private readonly ScenarioDocument _document;
    private readonly ScenarioDocument? _baselineRun;
    private readonly BaselineFlows _flows;
    private readonly LayerSolver _solver;
    private readonly LayerResponse _response;
    private readonly RunOptions _options;
    private readonly RunClock _clock;
    private readonly CancellationToken _cancellation;

    public RunInstance(
        ScenarioModel model, ScenarioDocument document, ScenarioDocument? baselineRun, BaselineFlows flows, LayerResponse response, RunOptions options, CancellationToken cancellation)
    {
        (_model, _document, _baselineRun, _flows, _response, _options, _cancellation) = (model, document, baselineRun, flows, response, options, cancellation);
        _solver = new LayerSolver(model, flows, response);
        _clock = new RunClock(options, document.Solve);
    }

    public Outcome<ScenarioRun> Run()
    {
        _clock.Begin(RunStage.Baseline);
        IReadOnlyList<Modification> earlier = _baselineRun?.Changes ?? [];
        var before = Solve(earlier, null, _clock.Gap);
        _clock.Begin(RunStage.Solve);
        var all = earlier.Concat(_document.Changes).ToList();
        var applied = ChangeApplier.Apply(_model, _flows, all, _document.Solve.IsDemandElastic);
        var solved = all.Count == earlier.Count
            ? before
            : _solver.Solve(applied, _document.Solve, _options.Workers, _options.WarmStart, _clock.Gap, _cancellation);
        if (!before.IsOk || !solved.IsOk)
            return Outcome<ScenarioRun>.Refused([.. before.Problems, .. solved.Problems]);
        _clock.Begin(RunStage.Dynamics);
        var years = _document.Solve.DynamicsUntil is { } until
            ? new ZoneDynamics(_model, _flows, _solver, _document.Solve).Follow(_document with { Changes = all }, until, _options.Workers, _clock.Part, _cancellation)
            : [];
        var context = Context(applied, before.Value, solved.Value, earlier, years);
        _clock.Begin(RunStage.Draws);
        var headline = Headline(context);
        _clock.Begin(RunStage.Reports);
        var result = Result(context, headline);
        _clock.Begin(RunStage.Done);
        return new ScenarioRun(result, before.Value, solved.Value);
    }

    private Outcome<SolvedLayers> Solve(IEnumerable<Modification> changes, SolvedLayers? warm, Action<double>? progress) => _solver.Solve(
        ChangeApplier.Apply(_model, _flows, changes, _document.Solve.IsDemandElastic), _document.Solve, _options.Workers, warm, progress, _cancellation);

    private RunContext Context(
        AppliedChanges applied, SolvedLayers before, SolvedLayers after, IReadOnlyList<Modification> earlier, IReadOnlyList<DynamicYear> years) => new()
        {
            Model = _model,
            Document = _document,
            Changes = applied,
            Before = before,
            After = after,
            TripsBefore = before.AllTrips,
            TripsAfter = after.AllTrips,
            Noise = ScenarioRunner.NoiseOf(after),
            Solve = changes => Solve(earlier.Concat(changes), after, null).Value,
            Steps = new Lazy<IReadOnlyList<SolvedLayers>>(() => Steps(before, after, earlier)),
            Dynamics = years,
        };

    private IReadOnlyList<SolvedLayers> Steps(SolvedLayers before, SolvedLayers after, IReadOnlyList<Modification> earlier)
    {
        var steps = new List<SolvedLayers> { before };
        for (var count = 1; count < _document.Changes.Count; count++)
        {
            // Every step is solvable where the whole is: closing links only sends trips to other ways.
            steps.Add(Solve(earlier.Concat(_document.Changes.Take(count)), steps[^1], null).Value);
        }

        if (_document.Changes.Count > 0)
            steps.Add(after);
        return steps;
    }

    private IReadOnlyList<Figure> Headline(RunContext context)
    {
        var draws = new ParameterDraws(_model, _flows, context.Changes, context.After, context.TripsBefore, _document.Solve.IsCoupled, _options.Workers);
        var hasChange = !ReferenceEquals(context.Before, context.After);
        var intervals = draws.Intervals(hasChange ? _document.Solve.Draws : 0, _document.Solve.Seed, _clock.Part, _cancellation);
        return HeadlineFigures.Of(context, intervals);
    }

    private ScenarioResult Result(RunContext context, IReadOnlyList<Figure> headline)
    {
        var after = context.After;
        return new ScenarioResult
        {
            Id = ScenarioJson.IdOf(_document, _baselineRun, _model.World.Fingerprint + _flows.Description),
            Name = _document.Name,
            TitleEn = _document.TitleEn,
            TitleJa = _document.TitleJa,
            Year = _document.Year,
            Baseline = _baselineRun is null ? _flows.Description : $"run {_baselineRun.Name} on {_flows.Description}",
            Changes = [.. _document.Changes.Select(change => change.Name)],
            Convergence = new Convergence(
                after.Gaps, after.Residuals, Math.Max(after.Gaps[^1], after.Residuals[^1]), after.CouplingResidual, _response.SpectralRadius, after.Converged ? "gapReached" : "roundLimit"),
            Draws = _document.Solve.Draws,
            Headline = headline,
            Tables = [.. _document.Reports.SelectMany(kind => ReportTables.Make(kind, context))],
            Flows = LayerMatrices.Of(context),
        };
    }
}
