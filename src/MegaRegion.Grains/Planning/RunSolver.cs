using MegaRegion.Contracts.Planning;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Grains.Planning;

/// <summary>Solves an order: reads its document, finds its model and baseline, and runs it. Blocks its thread meanwhile.</summary>
internal sealed class RunSolver(ScenarioModels models, LiveBaseline live, TimeProvider time)
{
    /// <summary>Solves an order.</summary>
    /// <param name="order">What to run.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends it early with an <see cref="OperationCanceledException"/>.</param>
    public RunFinding Solve(RunOrder order, IProgress<RunProgress> progress, CancellationToken cancellation)
    {
        var document = ScenarioReader.Read(order.Document, models.World);
        var baseline = BaselineChain.Read(order, models.World);
        if (!document.IsSound || baseline is { IsSound: false })
            return Refused([.. document.Problems, .. baseline?.Problems ?? []]);
        var reference = baseline?.Value?.Baseline ?? document.Value.Baseline;
        var model = models.Of(reference.ObservedYear);
        if (!model.IsOk)
            return Refused(model.Problems);
        if (reference.Kind == BaselineKind.Live && live.FindProblem(reference, cancellation) is { } removed)
            return Refused([removed]);
        var flows = reference.Kind == BaselineKind.Live ? live.Cut(model.Value, reference, order.LivePosition, cancellation) : null;
        var run = ScenarioRunner.Run(
            model.Value, document.Value, baseline?.Value, flows, new RunOptions { Time = time, Progress = progress }, cancellation);
        return run.IsOk ? new RunFinding(new RunResultMessage(ScenarioJson.Write(run.Value.Result)), []) : Refused(run.Problems);
    }

    private static RunFinding Refused(IReadOnlyList<ScenarioProblem> problems) => new(null, [.. problems.Select(Planning.Problems.Of)]);

    private static RunFinding Refused(IReadOnlyList<Problem> problems) => new(null, [.. problems.Select(Planning.Problems.Of)]);
}
