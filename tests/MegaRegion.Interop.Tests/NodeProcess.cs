using System.Diagnostics;
using System.Text;

namespace MegaRegion.Interop.Tests;

/// <summary>Runs the scripts of tests/interop-node.</summary>
internal static class NodeProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a script to its end and returns what it printed.</summary>
    public static async Task<NodeResult> RunAsync(string script, params string[] arguments)
    {
        using var process = Start(script, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var lines = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                lines.Add(line);
            await process.WaitForExitAsync(patience.Token);
            return new NodeResult(lines, await errors, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts a script that goes on running.</summary>
    public static Process Start(string script, params string[] arguments)
    {
        var folder = Path.Combine(FindRepository(), "tests", "interop-node");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@grpc", "grpc-js")))
            Assert.Fail("The Node packages are missing. Run: npm ci --prefix tests/interop-node");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MegaRegion.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
