namespace Orleans.Runtime;

/// <summary>
/// Milliseconds since the engine started, refreshed by its sweep: coarse, but free to read on every call. It never runs
/// ahead, so a deadline made from it must add one sweep period to be never early.
/// </summary>
internal sealed class EngineClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long _now;

    public long NowMilliseconds => Volatile.Read(ref _now);

    public long Refresh()
    {
        var now = (long)time.GetElapsedTime(_started).TotalMilliseconds;
        Volatile.Write(ref _now, now);
        return now;
    }
}
