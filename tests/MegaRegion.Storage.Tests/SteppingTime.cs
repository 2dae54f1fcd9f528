namespace MegaRegion.Storage.Tests;

/// <summary>Each look at the clock comes so much later than the one before: a commit takes as long as a slow disk's fsync.</summary>
internal sealed class SteppingTime(TimeSpan step) : TimeProvider
{
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref _timestamp, step.Ticks);
}
