namespace MegaRegion.TestServer;

/// <summary>The system's clock and timers, with a wall clock that a test can set.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _shiftTicks;

    /// <summary>How far the wall clock is off.</summary>
    public TimeSpan Shift
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _shiftTicks));
        set => Interlocked.Exchange(ref _shiftTicks, value.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
