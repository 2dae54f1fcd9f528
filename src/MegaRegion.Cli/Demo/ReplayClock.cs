namespace MegaRegion.Cli.Demo;

/// <summary>
/// Says when an hour of the replayed year is due. When reporting cannot keep up the clock does not wait for it: the
/// distance is the lag that the demonstration shows, and the hours are reported as fast as they are accepted.
/// </summary>
/// <param name="firstHour">Where the replay begins.</param>
/// <param name="speed">Replayed seconds in a second.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class ReplayClock(int firstHour, double speed, TimeProvider time)
{
    private const double SecondsInAnHour = 3_600;

    private readonly long _start = time.GetTimestamp();

    /// <summary>The first hour of this run.</summary>
    public int FirstHour => firstHour;

    /// <summary>The moment of the replay, in hours of the year.</summary>
    public double NowHours => firstHour + (time.GetElapsedTime(_start).TotalSeconds * speed / SecondsInAnHour);

    /// <summary>Waits until an hour is due.</summary>
    public Task WaitForAsync(int hour, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromSeconds((hour - NowHours) * SecondsInAnHour / speed);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
