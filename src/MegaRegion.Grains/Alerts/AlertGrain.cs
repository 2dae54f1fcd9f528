using MegaRegion.Contracts.Alerts;
using MegaRegion.Domain.Alerts;
using MegaRegion.Grains.Catalog;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Grains.Alerts;

/// <inheritdoc cref="IAlertGrain"/>
/// <remarks>
/// A change is written before it is told: to watchers, metrics and the log. So nothing is told that a restart forgets, and
/// no alert fires twice; a crash between the two can leave a log line out, never an alert. Values are not written: the
/// next evaluation reads them again. The grain stays active by itself; a server that starts wakes it, and a reminder does
/// when its process died while others of the deployment live on.
/// </remarks>
[KeepAlive]
internal sealed partial class AlertGrain(
    [PersistentState("alerts")] IPersistentState<AlertsRecord> record,
    IndicatorReader reader,
    IPlaceCatalog catalog,
    AlertInstruments instruments,
    IOptions<AlertOptions> options,
    TimeProvider time,
    ILogger<AlertGrain> logger) : Grain, IAlertGrain, IRemindable
{
    private const string WakeReminder = "wake";
    private static readonly TimeSpan WakePeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly AlertBoard _board = new(time.GetUtcNow().UtcTicks);
    private IGrainTimer _timer = null!;
    private long? _evaluatedAt;

    private AlertBook Book => _board.Book;

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _board.Show(AlertBook.Of(record.State.Read()), evaluatedAtMs: 0);
        instruments.Show(Book.Alerts);
        _timer = this.RegisterGrainTimer(
            EvaluateAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.Value.EvaluationPeriod) { KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        instruments.Hide();
        _board.Wake();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<AlertPutReply> PutAsync(AlertRuleMessage rule)
    {
        var put = rule.ToRule();
        var directory = await catalog.RefreshAsync(CancellationToken.None);
        var faults = new AlertRuleCheck(directory, reader.MaxWindowMinutes).Check(put);
        var existed = Book.Find(put.Id) is not null;
        if (faults.Count > 0)
            return new AlertPutReply(null, existed, [.. faults.Select(fault => new AlertFaultMessage(fault.Field, fault.Message, fault.MessageJa))]);
        if (!existed && Book.Count >= options.Value.MaxRules)
            return new AlertPutReply(null, existed, []);

        // Before the rule is kept, so that none is kept that nothing wakes.
        await this.RegisterOrUpdateReminder(WakeReminder, WakePeriod, WakePeriod);
        await CommitAsync(Book.Put(put, NowMs));
        _timer.Change(TimeSpan.Zero, options.Value.EvaluationPeriod);
        return new AlertPutReply(Array.Find(_board.Picture.Alerts, alert => alert.Rule.Id == put.Id), existed, []);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string id)
    {
        if (Book.Find(id) is not { } alert)
            return false;
        await CommitAsync(Book.Remove(id));
        Tell(alert with { Status = AlertMachine.Close(alert.Status, NowMs) }, alert.Status);
        if (Book.Count == 0 && await this.GetReminder(WakeReminder) is { } reminder)
            await this.UnregisterReminder(reminder);
        return true;
    }

    /// <inheritdoc/>
    public Task<AlertPicture> GetAsync() => Task.FromResult(_board.Picture);

    /// <inheritdoc/>
    public async Task<AlertPicture> WaitAsync(long afterVersion)
    {
        try
        {
            if (_board.Version <= afterVersion)
                await _board.Changed.WaitAsync(LongestWait, time);
        }
        catch (TimeoutException)
        {
            // The caller asks again. A call must end long before its response time-out, and a stop waits for calls under way.
        }

        return _board.Picture;
    }

    /// <inheritdoc/>
    public Task ResumeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => ResumeAsync();

    private async Task EvaluateAsync(CancellationToken cancellationToken)
    {
        var (started, nowMs) = (time.GetTimestamp(), NowMs);
        try
        {
            var values = await reader.ReadAsync([.. Book.Alerts.Select(alert => alert.Rule)], nowMs, cancellationToken);
            var isContinuous = _evaluatedAt is { } last && time.GetElapsedTime(last, started) <= options.Value.LongestGap;
            await CommitAsync(Book.Evaluate(values, nowMs, isContinuous), nowMs);
            _evaluatedAt = started;
            instruments.Evaluated(started);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            instruments.Failed();
            LogNotEvaluated(error);
            if (error is InconsistentStateException)
            {
                // Another activation has written: this one knows less and must not go on.
                DeactivateOnIdle();
            }
        }
    }

    private async Task CommitAsync(AlertBook next, long? evaluatedAtMs = null)
    {
        var before = Book;
        if (!next.IsKeptAs(before))
            await WriteAsync(next);
        instruments.Show(next.Alerts);
        foreach (var (alert, earlier) in next.ChangesSince(before))
            Tell(alert, earlier);
        _board.Show(next, evaluatedAtMs ?? _board.EvaluatedAtMs);
    }

    private async Task WriteAsync(AlertBook next)
    {
        var kept = record.State;
        record.State = AlertsRecord.Of(next.Alerts);
        try
        {
            await record.WriteStateAsync();
        }
        catch
        {
            record.State = kept;
            throw;
        }
    }

    private void Tell(Alert alert, AlertStatus before)
    {
        var (rule, status) = (alert.Rule, alert.Status);
        if (status.State == before.State)
            return;
        instruments.Changed(status.State);
        if (status.State == AlertState.Firing)
            LogFires(alert.Name, rule.NameEn, rule.Indicator, rule.Layer, rule.Place, status.Value, rule.Comparison, rule.Threshold);
        else if (before.State == AlertState.Firing)
            LogResolved(alert.Name, rule.NameEn, rule.Indicator, rule.Layer, rule.Place, status.Value, (status.ResolvedAtMs - status.FiredAtMs) / 1000);
    }

    [LoggerMessage(4401, LogLevel.Warning, "Alert {Alert} fires: {Name}. {Indicator} of {Layer} at {Place} is {Value}, {Comparison} {Threshold}.")]
    private partial void LogFires(
        string alert, string name, AlertIndicator indicator, Domain.Flows.Layer layer, string place, long? value, AlertComparison comparison, long threshold);

    [LoggerMessage(4402, LogLevel.Warning, "Alert {Alert} is resolved: {Name}. {Indicator} of {Layer} at {Place} is {Value}; it fired for {Seconds} s.")]
    private partial void LogResolved(
        string alert, string name, AlertIndicator indicator, Domain.Flows.Layer layer, string place, long? value, long seconds);

    [LoggerMessage(4403, LogLevel.Warning, "The rules for alerts could not be evaluated now; their alerts stay as they are.")]
    private partial void LogNotEvaluated(Exception error);
}
