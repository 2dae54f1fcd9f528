using System.Diagnostics;

namespace MegaRegion.Bench.Ingest;

/// <summary>Runs a piece of work over and over.</summary>
internal static class Repeat
{
    /// <summary>How often a second it runs on one thread, after a warm-up of half the time.</summary>
    public static double PerSecond(Action work, TimeSpan time)
    {
        _ = Count(work, time / 2);
        var started = Stopwatch.GetTimestamp();
        var count = Count(work, time);
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static long Count(Action work, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var count = 0L;
        for (; Stopwatch.GetElapsedTime(started) < time; count++)
            work();

        return count;
    }
}
