using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.Storage.Tests;

/// <summary>Runs MegaRegion.Storage.Writer, alone or under strace, and reads what it said.</summary>
internal static class WriterProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    internal static string Executable => Path.Combine(AppContext.BaseDirectory, "MegaRegion.Storage.Writer.dll");

    /// <summary>Runs to the end.</summary>
    public static Task<WriterOutput> RunAsync(string path, int reports, int reportBytes) =>
        StartAsync("dotnet", [Executable, path, Text(reports), Text(reportBytes)]);

    /// <summary>
    /// Runs with a fault injected into system calls, in strace's words, for example <c>fsync:error=EIO:when=4</c>, which
    /// counts in each thread by itself.
    /// </summary>
    public static Task<WriterOutput> RunInjectedAsync(
        string injection, string path, int reports, int reportBytes, params string[] words)
    {
        var calls = injection[..injection.IndexOf(':', StringComparison.Ordinal)];
        return StartAsync("strace", [
            "-f", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={injection}",
            "dotnet", Executable, path, Text(reports), Text(reportBytes), .. words]);
    }

    /// <summary>Skips the calling test where strace cannot be used.</summary>
    public static async Task RequireStraceAsync()
    {
        try
        {
            var output = await StartAsync("strace", ["-f", "-o", "/dev/null", "true"]);
            Assert.SkipUnless(output.ExitCode == 0, "strace may not trace here");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("strace is not installed");
        }
    }

    private static async Task<WriterOutput> StartAsync(string file, IEnumerable<string> arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var lines = (await process.StandardOutput.ReadToEndAsync(limit.Token))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync(limit.Token);
            return new WriterOutput(lines, await errors, process.ExitCode);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
