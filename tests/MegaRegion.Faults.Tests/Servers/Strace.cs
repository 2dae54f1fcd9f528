using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>Runs a server with faults in its system calls, and reads from strace's log what happened when.</summary>
internal sealed class Strace : IDisposable
{
    private readonly string _log = Path.GetTempFileName();

    /// <summary>Prepares a fault.</summary>
    /// <param name="injection">In strace's words, for example <c>fsync:error=EIO:when=4</c>, which counts in each thread by itself.</param>
    public Strace(string injection)
    {
        var call = injection[..injection.IndexOf(':', StringComparison.Ordinal)];
        Wrapper = ["strace", "-D", "-f", "--seccomp-bpf", "-q", "-ttt", "-o", _log, "-e", $"trace={call}", "-e", $"inject={injection}"];
    }

    /// <summary>For <see cref="ServerPlace.Wrapper"/>. The server stays this process's child; strace is beside it.</summary>
    public IReadOnlyList<string> Wrapper { get; }

    /// <summary>Skips the calling test where strace cannot be used.</summary>
    public static async Task RequireAsync()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", ["-f", "--seccomp-bpf", "-o", "/dev/null", "true"]))!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(process.ExitCode == 0, "strace may not trace here");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("strace is not installed");
        }
    }

    /// <summary>How many calls were injected with the fault.</summary>
    public int Injected => Lines.Count(IsInjected);

    /// <summary>From the first injected fault to the end of the process.</summary>
    public TimeSpan FromFaultToExit()
    {
        var lines = Lines;
        return TimeSpan.FromSeconds(TimeOf(lines[^1]) - TimeOf(lines.First(IsInjected)));
    }

    public void Dispose() => File.Delete(_log);

    private string[] Lines => File.ReadAllLines(_log);

    private static bool IsInjected(string line) => line.Contains("(INJECTED)", StringComparison.Ordinal);

    // "12345 1700000000.123456 fsync(7) = ..."
    private static double TimeOf(string line) => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
