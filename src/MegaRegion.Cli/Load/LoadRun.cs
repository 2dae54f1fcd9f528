using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

// Open loop. A report is handed to its hub's client when the clock says so, never when the server has answered: a server that
// stops for a second finds a second's reports before it, as it would with hubs that do not know of each other. Latency counts
// from the moment a report was due, so a hand-over that is late itself makes the figures worse, not better (no coordinated
// omission). Three things keep a load from harming more than it measures: reports that wait are bounded, a step of a search
// ends early when far more waits than its bound allows, and at the end no more is offered while the last ones come in.

/// <summary>Offers the reports of a schedule to the hubs and follows them to their end.</summary>
/// <param name="hubs">The clients.</param>
/// <param name="limits">How long and how much.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadRun(LoadHubs hubs, LoadLimits limits, TimeProvider time)
{
    private static readonly TimeSpan DrainStep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromSeconds(1);

    private readonly LoadMeter _meter = new(limits.WarmUp);
    private long _start;

    /// <summary>Runs it.</summary>
    /// <param name="reports">In the order in which they are due.</param>
    /// <param name="shape">Of the schedule.</param>
    /// <param name="progress">Told every second.</param>
    /// <param name="stop">Ends it early; what was offered is still waited for.</param>
    public async Task<LoadFigures> RunAsync(
        IEnumerable<ScheduledReport> reports, LoadShape shape, Action<LoadSecond> progress, CancellationToken stop)
    {
        hubs.Use(_meter);
        _start = time.GetTimestamp();
        using var over = new CancellationTokenSource();
        var telling = TellAsync(progress, over.Token);
        var ended = await OfferAsync(reports, shape, stop);
        var (seconds, acknowledged, flows) = (Elapsed().TotalSeconds, _meter.Acknowledged, _meter.AcknowledgedFlows);
        await DrainAsync(CancellationToken.None);
        await over.CancelAsync();
        await telling;
        return new LoadFigures(
            ended,
            seconds,
            _meter.Offered,
            _meter.OfferedFlows,
            _meter.Acknowledged,
            _meter.AcknowledgedFlows,
            _meter.Refused,
            _meter.Failed,
            _meter.Waiting,
            _meter.Cuts,
            LatencyFigures.Of(_meter.Latency),
            LatencyFigures.Of(_meter.Lag),
            _meter.Offered / seconds,
            _meter.OfferedFlows / seconds,
            acknowledged / seconds,
            flows / seconds);
    }

    /// <summary>Waits for the last acknowledgements.</summary>
    /// <returns>Whether all came in time.</returns>
    public async Task<bool> DrainAsync(CancellationToken stop)
    {
        var begun = time.GetTimestamp();
        while (_meter.Waiting > 0 && time.GetElapsedTime(begun) < limits.Drain)
            await Task.Delay(DrainStep, time, stop);
        return _meter.Waiting == 0;
    }

    private async Task<string> OfferAsync(IEnumerable<ScheduledReport> reports, LoadShape shape, CancellationToken stop)
    {
        try
        {
            foreach (var report in reports)
            {
                stop.ThrowIfCancellationRequested();
                await WaitUntilAsync(report.Due, stop);
                if (_meter.Waiting > limits.MaxWaiting)
                    return LoadFigures.ByOverrun;
                Offer(report, shape);
            }

            await WaitUntilAsync(shape.Duration, stop);
            return LoadFigures.BySchedule;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return LoadFigures.BySignal;
        }
    }

    // Delays are whole milliseconds and round down; a report that went out early would make the figures better than they are.
    private Task WaitUntilAsync(TimeSpan due, CancellationToken stop) => due - Elapsed() is { Ticks: > 0 } early
        ? Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(early.TotalMilliseconds)), time, stop)
        : Task.CompletedTask;

    private void Offer(ScheduledReport report, LoadShape shape)
    {
        var flows = FlowsOf(report, shape);
        _meter.Offer(flows.Length, report.Due, Elapsed() - report.Due);
        if (_meter.Waiting > LoadHubs.MaxWaiting)
            _meter.Fail("TooManyWaiting");
        else
            _ = hubs[report.Hub].ReportAsync(report, flows, _meter, Elapsed);
    }

    private static Flow[] FlowsOf(ScheduledReport report, LoadShape shape)
    {
        var at = shape.SimulatedAt(report.Due).ToUnixTimeMilliseconds();
        return Array.ConvertAll(report.Destinations, destination => new Flow
        {
            Origin = report.Origin,
            Destination = destination,
            Layer = report.Layer,
            Quantity = FlowLots.QuantityOf(report.Layer),
            EventTimeMs = at,
        });
    }

    private async Task TellAsync(Action<LoadSecond> progress, CancellationToken over)
    {
        using var timer = new PeriodicTimer(ProgressPeriod, time);
        var (offered, acknowledged, flows) = (0L, 0L, 0L);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                var second = _meter.TakeSecond();
                var now = (Offered: _meter.Offered, Acknowledged: _meter.Acknowledged, Flows: _meter.AcknowledgedFlows);
                progress(new LoadSecond(
                    Elapsed(),
                    now.Offered - offered,
                    now.Acknowledged - acknowledged,
                    now.Flows - flows,
                    second.Percentile(0.5),
                    second.Percentile(0.99),
                    _meter.Waiting,
                    _meter.Refused.Values.Sum() + _meter.Failed.Values.Sum(),
                    _meter.Lag.Max));
                (offered, acknowledged, flows) = now;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The load is over.
        }
    }

    private TimeSpan Elapsed() => time.GetElapsedTime(_start);
}
