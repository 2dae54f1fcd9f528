namespace Orleans.Runtime;

/// <summary>One reminder's clock: waits for the next tick, calls the grain, waits again.</summary>
internal sealed class ScheduledReminder : IDisposable
{
    // Longest wait a timer takes; a later tick is waited for in several steps.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly Engine _engine;
    private readonly ReminderEntry _row;
    private readonly ITimer _timer;
    private DateTime _due;
    private volatile bool _isDisposed;

    public ScheduledReminder(Engine engine, ReminderEntry row)
    {
        _engine = engine;
        _row = row;
        _due = NextTick(engine.Time.GetUtcNow().UtcDateTime);
        using (ExecutionContext.SuppressFlow())
            _timer = engine.Time.CreateTimer(static state => ((ScheduledReminder)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Wait();
    }

    /// <summary>Done when the last tick is over and the next one is being waited for.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public bool IsSameAs(ReminderEntry row) => row.ETag == _row.ETag && row.StartAt == _row.StartAt && row.Period == _row.Period;

    public void Dispose()
    {
        _isDisposed = true;
        _timer.Dispose();
    }

    private DateTime NextTick(DateTime now)
    {
        if (now <= _row.StartAt || _row.Period <= TimeSpan.Zero)
            return _row.StartAt;
        var passed = (now - _row.StartAt).Ticks / _row.Period.Ticks;
        var latest = _row.StartAt + TimeSpan.FromTicks(passed * _row.Period.Ticks);
        return latest == now ? latest : latest + _row.Period;
    }

    private void Wait()
    {
        var wait = _due - _engine.Time.GetUtcNow().UtcDateTime;
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
        if (!_isDisposed)
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnDue() => Running = OnDueAsync();

    private async Task OnDueAsync()
    {
        var now = _engine.Time.GetUtcNow().UtcDateTime;
        if (now >= _due)
        {
            await TickAsync(now);
            now = _engine.Time.GetUtcNow().UtcDateTime;
            _due = NextTick(now > _due ? now : _due + TimeSpan.FromTicks(1));
        }

        Wait();
    }

    private async Task TickAsync(DateTime now)
    {
        try
        {
            _engine.Instruments.ReminderTicked(now - _due);
            var grain = (IRemindable)(object)_engine.References.Create(_row.GrainId, typeof(IRemindable));
            await grain.ReceiveReminder(_row.ReminderName, new TickStatus(_row.StartAt, _row.Period, now));
        }
        catch (Exception exception)
        {
            _engine.Log.ReminderFailed(_row.ReminderName, _row.GrainId, exception);
        }
    }
}
