using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>Runs the built command line as a process.</summary>
internal static partial class CommandLine
{
    /// <summary>SIGINT, what Ctrl-C sends.</summary>
    public const int Interrupt = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Starts it.</summary>
    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts it with additional environment variables.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // A runner that ignores SIGINT would hand that down; env gives the signal its meaning back.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program(), .. arguments, "--lang", "en"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await FinishAsync(process);
    }

    /// <summary>Waits for the end of a started one.</summary>
    public static async Task<CommandResult> FinishAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return new CommandResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(Process process, int signal) => Kill(process.Id, signal).ShouldBe(0);

    /// <summary>Reads one line of JSON that a started command writes.</summary>
    public static async Task<JsonElement> ReadJsonLineAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        return JsonDocument.Parse(line ?? throw new InvalidOperationException(
            "The command ended: " + await process.StandardError.ReadToEndAsync(limit.Token))).RootElement;
    }

    private static string Program()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(Root, "src", "MegaRegion.Cli", "bin", configuration, "net10.0", "megaregion.dll");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MegaRegion.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No MegaRegion.sln above {AppContext.BaseDirectory}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
