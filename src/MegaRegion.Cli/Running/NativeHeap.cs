using System.Runtime.InteropServices;

namespace MegaRegion.Cli.Running;

/// <summary>
/// The C library's heap, which stands beside that of .NET: SQLite's pages, and what the runtime's compiler needs while it
/// compiles a method. glibc has several arenas, shared out among threads, and once it has seen large blocks it keeps up to
/// megabytes of free memory at the end of each: a server grew for hours, by one arena after the other, presumably because
/// the compiler's thread comes and goes (docs/operations/reliability.md, R24). mallopt(3) sets how much it keeps.
/// </summary>
internal static partial class NativeHeap
{
    // M_TRIM_THRESHOLD of malloc.h, and the value that it has until glibc adapts it to what it sees.
    private const int TrimThreshold = -1;
    private const int TrimThresholdBytes = 128 << 10;

    /// <summary>Gives free memory back to the system, for good. Other C libraries than glibc do what they do.</summary>
    public static void ReturnWhatIsFree()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(TrimThreshold, TrimThresholdBytes);
        }
        catch (EntryPointNotFoundException)
        {
            // musl: its malloc has neither arenas nor options.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
