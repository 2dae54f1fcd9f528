using Grpc.Core;
using MegaRegion.Cli.Running;
using MegaRegion.Scenarios.Comparing;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using MegaRegion.V1;
using Problem = MegaRegion.Scenarios.Language.ScenarioProblem;
using RunStage = MegaRegion.Scenarios.Running.RunStage;

namespace MegaRegion.Cli.Scenarios;

/// <summary>Runs of scenarios on the server of a session.</summary>
internal sealed class ServerRuns(Session session)
{
    private const int MostRows = 10_000;
    private const int LongestPlanner = 60;

    private readonly PlanningService.PlanningServiceClient _planning = new(session.Channel);

    // Whoever is logged in here takes turns with others.
    private static string Planner => Environment.UserName[..Math.Min(Environment.UserName.Length, LongestPlanner)];

    /// <summary>Starts the run of a document, follows it to its end and brings the result.</summary>
    /// <param name="document">YAML.</param>
    /// <param name="source">How the document is called in messages.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="stop">Stops following; the run goes on.</param>
    /// <returns>The result, and whether the server had it already.</returns>
    /// <exception cref="CliException">The document has problems, or the run ended without a result.</exception>
    public async Task<(ScenarioResult Result, bool Existed)> RunAsync(
        string document, string source, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        var started = await _planning.StartRunAsync(new StartRunRequest { Document = document, Planner = Planner }, cancellationToken: stop);
        if (started.Run is null)
            throw new CliException(ExitCode.Usage, Told(source, started.Problems));
        var run = await FollowAsync(started.Run.Id, progress, stop);
        if (run.Status != RunStatus.Done)
            throw new CliException(ExitCode.Refused, Told(source, run));
        var answer = await _planning.GetRunResultAsync(new GetRunResultRequest { Run = run.Id }, cancellationToken: stop);
        return (ScenarioJson.Read(answer.Json.Span), started.Existed && started.Run.Status == RunStatus.Done);
    }

    /// <summary>The result of a run by id, beginning of an id, or name of the scenario; of several with a name the newest.</summary>
    /// <exception cref="CliException">There is none, or the beginning is not unique.</exception>
    public async Task<ScenarioResult> GetAsync(string run, CancellationToken stop)
    {
        var found = Find(await ListAsync(stop), run);
        return ScenarioJson.Read((await _planning.GetRunResultAsync(new GetRunResultRequest { Run = found.Id }, cancellationToken: stop)).Json.Span);
    }

    /// <summary>Compares two runs, each by id, beginning of an id, or name.</summary>
    /// <exception cref="CliException">One is not there.</exception>
    public async Task<RunComparison> CompareAsync(string first, string second, double floor, CancellationToken stop)
    {
        var runs = await ListAsync(stop);
        var request = new CompareRunsRequest { First = Find(runs, first).Id, Second = Find(runs, second).Id, Floor = floor, Limit = MostRows };
        return ComparisonWire.Read(await _planning.CompareRunsAsync(request, cancellationToken: stop));
    }

    /// <summary>All runs, the newest first.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(CancellationToken stop) =>
        (await _planning.ListRunsAsync(new ListRunsRequest(), cancellationToken: stop)).Runs;

    /// <summary>Stops a run.</summary>
    public async Task<Run> CancelAsync(string id, CancellationToken stop) =>
        (await _planning.CancelRunAsync(new CancelRunRequest { Run = id }, cancellationToken: stop)).Run;

    /// <summary>Stops and forgets a run.</summary>
    public async Task DeleteAsync(string id, CancellationToken stop) =>
        await _planning.DeleteRunAsync(new DeleteRunRequest { Run = id }, cancellationToken: stop);

    private Run Find(IReadOnlyList<Run> runs, string run)
    {
        var byId = runs.Where(kept => kept.Id.StartsWith(run, StringComparison.Ordinal)).ToList();
        if (byId.Count > 1)
            throw new CliException(ExitCode.Usage, $"'{run}' begins {byId.Count} runs on {session.Url}. Cure: give more of the id.");
        return byId.FirstOrDefault() ?? runs.FirstOrDefault(kept => kept.Name == run && kept.Status == RunStatus.Done) ?? throw new CliException(
            ExitCode.Usage, $"No run '{run}' on {session.Url}. Cure: run it with 'megaregion scenario run FILE --on-server', or see 'megaregion scenario list --on-server'.");
    }

    private async Task<Run> FollowAsync(string id, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        var run = new Run();
        using var watch = _planning.WatchRun(new WatchRunRequest { Run = id }, cancellationToken: stop);
        await foreach (var seen in watch.ResponseStream.ReadAllAsync(stop))
        {
            run = seen.Run;
            progress?.Report(ProgressOf(run));
        }

        return run;
    }

    private static RunProgress ProgressOf(Run run) => new(
        (RunStage)Math.Max(0, (int)run.Stage - 1),
        run.HasGap ? run.Gap : double.NaN,
        run.Fraction,
        TimeSpan.Zero,
        run.HasSecondsLeft ? TimeSpan.FromSeconds(run.SecondsLeft) : null);

    private string Told(string source, Run run) => run.Status switch
    {
        RunStatus.Refused => Told(source, run.Problems),
        RunStatus.Cancelled => session.Words.Pick($"{source}: run {run.Id} was cancelled.", $"{source}: 計算 {run.Id} は取り消されました。"),
        _ => session.Words.Pick(
            $"{source}: run {run.Id} failed on the server; its log says why. Cure: run it again.",
            $"{source}: 計算 {run.Id} はサーバーで失敗しました。原因はサーバーのログにあります。もう一度実行してください。"),
    };

    private string Told(string source, IEnumerable<ScenarioProblem> problems) => session.Words.Told(source, problems.Select(ProblemOf));

    // A server that knows no Japanese yet sends none.
    private static Problem ProblemOf(ScenarioProblem problem) => new(
        problem.Line,
        problem.Field,
        new(problem.Expected, problem.ExpectedJa.Length > 0 ? problem.ExpectedJa : problem.Expected),
        new(problem.Cure, problem.CureJa.Length > 0 ? problem.CureJa : problem.Cure));
}
