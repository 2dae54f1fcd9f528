using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Verifying;
using MegaRegion.DataSet.Replay;
using MegaRegion.Scenarios.Results;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>Puts a run's flows on a server for a time and tells what it held.</summary>
internal sealed class LoadJob(Session session, LoadSettings settings, ScenarioResult run, TimeProvider time)
{
    private readonly LoadDisplay _display = new(session);

    /// <summary>Runs it and shows the summary.</summary>
    /// <param name="profiles">By layer.</param>
    /// <param name="pace">Speed, scale, beginning and length.</param>
    /// <param name="verify">Whether it ends with the proofs.</param>
    /// <param name="stop">Ends it early, with the summary so far.</param>
    /// <returns>An exit code.</returns>
    public async Task<int> RunAsync(
        IReadOnlyDictionary<Layer, DailyProfile> profiles, LoadPace pace, bool verify, CancellationToken stop)
    {
        var demands = LayerDemand.Of(run);
        var shape = LoadShape.OfRun(
            demands, profiles, pace.Speed, pace.Scale, pace.Start, pace.Duration, settings.FlowsPerReport, settings.Seed);
        await using var target = await LoadTarget.PrepareAsync(session, settings, demands, time, stop);
        _display.Note(
            $"{run.Name}: {shape.TotalReportsPerSecond:N0} reports/s of {settings.FlowsPerReport} flows on the average of a day, {target.HubCount:N0} hubs, {shape.Start:yyyy-MM-dd HH:mm} at speed {pace.Speed:G4}",
            $"{run.Name}: 一日平均 {shape.TotalReportsPerSecond:N0} 件/秒（{settings.FlowsPerReport} 流動/件）、{target.HubCount:N0} 拠点、{shape.Start:yyyy-MM-dd HH:mm} から {pace.Speed:G4} 倍速");
        var figures = await target.RunAsync(shape, long.MaxValue, _display.Second, stop);
        var proves = verify && !stop.IsCancellationRequested;
        var ledger = proves ? await target.ProveAsync(stop) : null;
        var verified = proves ? await target.VerifyAsync(stop) : null;
        var summary = new LoadSummary(
            run.Id,
            run.Name,
            settings.Target,
            pace.Speed,
            pace.Scale,
            settings.Seed,
            target.HubCount,
            settings.Connections,
            settings.FlowsPerReport,
            shape.Start,
            shape.SimulatedAt(shape.Duration),
            figures,
            ledger,
            verified is null ? null : VerifyJson.From(verified));
        Show(summary, verified);
        return figures.Ended is LoadFigures.BySignal ? ExitCode.Interrupted
            : figures.IsLossless && ledger is null or { Differences: 0 } && (verified is null || Verification.IsClean(verified)) ? ExitCode.Ok
            : ExitCode.Difference;
    }

    private void Show(LoadSummary summary, VerifyResult? verified)
    {
        if (session.IsJson)
        {
            Json.Write(summary);
            return;
        }

        _display.Figures(summary.Load);
        if (summary.Ledger is { } ledger)
            _display.Ledger(ledger);
        if (verified is not null)
            Verification.Show(session, verified);
    }
}
