using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.Cli.Running;

/// <summary>When this process was started, runtime included.</summary>
internal static class ProcessStart
{
    /// <summary>
    /// Set by the <c>megaregion</c> script to the moment before it becomes this program, in milliseconds since 1970: the
    /// process is the script's, which may have built the program first.
    /// </summary>
    private const string LaunchVariable = "MEGAREGION_LAUNCHED_AT";

    /// <summary>How long ago that was.</summary>
    public static TimeSpan Age(TimeProvider time) => time.GetUtcNow() - StartTime();

    private static DateTimeOffset StartTime()
    {
        if (long.TryParse(Environment.GetEnvironmentVariable(LaunchVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var launchedAt))
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(launchedAt);
        }

        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime);
    }
}
