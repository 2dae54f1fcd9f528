using MegaRegion.Cli.Watching;
using MegaRegion.DataSet.Replay;

namespace MegaRegion.Cli.Demo;

/// <summary>What the screens of a running demonstration show.</summary>
/// <param name="Plan">What is replayed.</param>
/// <param name="Clock">Where the replay should be.</param>
/// <param name="Counters">What is durable.</param>
/// <param name="Picture">What the watch of the regions has told.</param>
/// <param name="Producers">Hubs that report.</param>
/// <param name="Speed">Replayed seconds in a second.</param>
/// <param name="Elapsed">Since reporting began.</param>
internal sealed record DemoState(
    ReplayPlan Plan,
    ReplayClock Clock,
    DemoCounters Counters,
    FlowPicture Picture,
    int Producers,
    double Speed,
    Func<TimeSpan> Elapsed)
{
    private static readonly TimeSpan JapanTime = TimeSpan.FromHours(9);

    /// <summary>The replayed moment that was reached, in Japan's time.</summary>
    public DateTimeOffset Reached => TimeOf(Counters.Hour);

    /// <summary>When an hour of the year begins, in Japan's time.</summary>
    public DateTimeOffset TimeOf(int hour) =>
        Plan.TimeOf(Math.Min(hour, Plan.HourCount)).ToDateTimeOffset().ToOffset(JapanTime);

    /// <summary>How far reporting is behind the clock, in replayed hours; below one it keeps up.</summary>
    public double LagHours => Math.Max(0, Math.Min(Clock.NowHours, Plan.HourCount) - Counters.Hour - 1);
}
