namespace EmbeddedGrpcTests.Support;

/// <summary>A clock that moves when a test says so, and fires the timers that are due.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _wallClockError;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now + _wallClockError;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    /// <summary>Sets the wall clock ahead or back; timers and timestamps go on as if nothing had happened.</summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (_lock)
            _wallClockError += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves the clock second by second, firing timers as they fall due.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetTimestamp() + by.Ticks;
        while (GetTimestamp() < end)
        {
            Action[] due;
            lock (_lock)
            {
                var left = TimeSpan.FromTicks(end - _now.Ticks);
                _now += left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
                due = [.. _timers.Where(timer => timer.TakeDue(_now)).Select(static timer => timer.Callback)];
            }

            foreach (var callback in due)
                callback();
        }
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public Action Callback => callback;

        public bool TakeDue(DateTimeOffset now)
        {
            if (_due is null || _due > now)
                return false;
            _due = _period > TimeSpan.Zero ? now + _period : null;
            return true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                _period = period;
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
