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

    /// <summary>How often in a second of this process's processor time it runs, after a warm-up of the same length.</summary>
    public static double PerCpuSecond(Action work, TimeSpan time)
    {
        _ = Count(work, time);
        var before = Environment.CpuUsage.TotalTime;
        var count = Count(work, time);
        return count / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
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
