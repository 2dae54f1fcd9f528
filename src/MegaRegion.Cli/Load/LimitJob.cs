using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Verifying;
using MegaRegion.Scenarios.Results;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>Finds the highest rate that a server holds, holds it, and proves that nothing was lost.</summary>
/// <param name="session">The command.</param>
/// <param name="settings">Target and hubs.</param>
/// <param name="run">Gives the mix of layers and places.</param>
/// <param name="options">How the limit is searched.</param>
/// <param name="step">How long a step is measured, after its warm-up.</param>
/// <param name="hold">How long the limit is held.</param>
/// <param name="time">The clock.</param>
internal sealed class LimitJob(
    Session session, LoadSettings settings, ScenarioResult run, LimitSearchOptions options, TimeSpan step, TimeSpan hold, TimeProvider time)
{
    private const int MaxHolds = 6;
    private const double HoldBackoff = 0.85;
    private const double ReferenceSpeed = 60;
    private const double OverrunBounds = 5;
    private const double LeastWaiting = 1_000;

    private readonly LoadDisplay _display = new(session);
    private readonly List<LimitStepJson> _steps = [];
    private readonly IReadOnlyList<LayerDemand> _demands = LayerDemand.Of(run);

    /// <summary>Runs it and shows the summary.</summary>
    /// <returns>An exit code.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var target = await LoadTarget.PrepareAsync(session, settings, _demands, time, stop);
        _display.Note(
            $"{run.Name}: {target.HubCount:N0} hubs, reports of {settings.FlowsPerReport} flows; p99 at most {options.Bound.TotalMilliseconds:F0} ms, nothing lost",
            $"{run.Name}: {target.HubCount:N0} 拠点、{settings.FlowsPerReport} 流動/件。条件: p99 {options.Bound.TotalMilliseconds:F0} ms 以下、喪失なし");
        double? broken = null;
        LimitStepJson? held = null;
        try
        {
            (var limit, broken) = await new LimitSearch(options, (rate, cancelled) => TryAsync(target, rate, step, cancelled)).RunAsync(stop);
            held = await HoldAsync(target, limit, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The summary tells what was found so far.
        }

        var proves = !stop.IsCancellationRequested;
        var ledger = proves ? await target.ProveAsync(stop) : null;
        var verified = proves ? await target.VerifyAsync(stop) : null;
        var summary = Summarise(target, held, broken, ledger, verified, stop.IsCancellationRequested);
        Show(summary, verified);
        return summary.Ended is LimitSummary.Signal ? ExitCode.Interrupted
            : summary.Ended is LimitSummary.Held && ledger is { Differences: 0 } && verified is not null && Verification.IsClean(verified) ? ExitCode.Ok
            : ExitCode.Difference;
    }

    private async Task<LimitStep> TryAsync(LoadTarget target, double rate, TimeSpan measured, CancellationToken stop)
    {
        var tried = await StepAsync(target, rate, measured, _ => { }, stop);
        return LimitStepJson.StepOf(rate, tried.Figures);
    }

    private async Task<LimitStepJson?> HoldAsync(LoadTarget target, double rate, CancellationToken stop)
    {
        for (var tries = 0; rate > 0 && tries < MaxHolds; tries++, rate *= HoldBackoff)
        {
            _display.Note($"Holding {rate:N0} reports/s for {hold.TotalSeconds:F0} s.", $"{rate:N0} 件/秒を {hold.TotalSeconds:F0} 秒維持します。");
            var tried = await StepAsync(target, rate, hold, _display.Second, stop);
            if (tried.Holds)
                return tried;
        }

        return null;
    }

    private async Task<LimitStepJson> StepAsync(LoadTarget target, double rate, TimeSpan measured, Action<LoadSecond> progress, CancellationToken stop)
    {
        var shape = LoadShape.AtRate(
            _demands, rate, time.GetUtcNow(), settings.WarmUp + measured, settings.FlowsPerReport, unchecked(settings.Seed + _steps.Count));
        var figures = await target.RunAsync(shape, MaxWaiting(rate), progress, stop);
        stop.ThrowIfCancellationRequested();
        var tried = LimitStepJson.Of(rate, figures, options.Bound);
        _steps.Add(tried);
        _display.Step(tried);
        return tried;
    }

    // By Little's law what waits is rate times latency: so much means several times the bound, and a step that has lost.
    private long MaxWaiting(double rate) =>
        (long)Math.Max(LeastWaiting, rate * Math.Max(1, OverrunBounds * options.Bound.TotalSeconds));

    private LimitSummary Summarise(
        LoadTarget target, LimitStepJson? held, double? broken, LedgerFinding? ledger, VerifyResult? verified, bool isStopped)
    {
        var rate = held?.ReportsPerSecond ?? 0;
        return new LimitSummary(
            run.Id,
            run.Name,
            settings.Target,
            options.Bound.TotalMilliseconds,
            settings.Seed,
            target.HubCount,
            settings.Connections,
            settings.FlowsPerReport,
            isStopped ? LimitSummary.Signal : held is null ? LimitSummary.NotHeld : LimitSummary.Held,
            rate,
            rate * settings.FlowsPerReport,
            rate * settings.FlowsPerReport / (_demands.Sum(demand => demand.FlowsPerSecond) * ReferenceSpeed),
            broken,
            _steps.LastOrDefault(tried => tried.ReportsPerSecond == broken && !tried.Holds)?.BrokenBy,
            _steps,
            held?.Figures,
            ledger,
            verified is null ? null : VerifyJson.From(verified));
    }

    private void Show(LimitSummary summary, VerifyResult? verified)
    {
        if (session.IsJson)
        {
            Json.Write(summary);
            return;
        }

        if (summary.Hold is { } figures)
            _display.Figures(figures);
        if (summary.Ledger is { } ledger)
            _display.Ledger(ledger);
        if (verified is not null)
            Verification.Show(session, verified);
        session.Say(session.Words.Pick(
            $"Limit: {summary.LimitReportsPerSecond:N0} reports/s, {summary.LimitFlowsPerSecond:N0} flows/s (speed 60, scale {summary.LimitScaleAtSpeed60:N1}); {summary.Ended}",
            $"限界: {summary.LimitReportsPerSecond:N0} 件/秒、{summary.LimitFlowsPerSecond:N0} 流動/秒（60 倍速で規模 {summary.LimitScaleAtSpeed60:N1}）、{summary.Ended}"));
    }
}
