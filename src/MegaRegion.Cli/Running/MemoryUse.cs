using System.Diagnostics;

namespace MegaRegion.Cli.Running;

/// <summary>Physical memory of this process.</summary>
internal static class MemoryUse
{
    /// <summary>Now, in bytes.</summary>
    public static long ResidentBytes => Environment.WorkingSet;

    /// <summary>The most so far, in bytes.</summary>
    public static long PeakBytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
