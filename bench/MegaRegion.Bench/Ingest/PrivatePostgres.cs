using System.Diagnostics;

namespace MegaRegion.Bench.Ingest;

/// <summary>
/// A PostgreSQL of its own under a temporary folder, reached through a socket in that folder. The server refuses to run
/// as root; then its programs run as the user <c>postgres</c>, which its package has made.
/// </summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Installations = "/usr/lib/postgresql";
    private const string User = "postgres";

    private readonly string _programs;
    private readonly DirectoryInfo _folder;

    private PrivatePostgres(string programs, DirectoryInfo folder) => (_programs, _folder) = (programs, folder);

    /// <summary>How Npgsql reaches it.</summary>
    public string ConnectionString => $"Host={_folder.FullName};Username={User};Database=postgres;Pooling=false";

    /// <summary>Starts one; null when PostgreSQL is not installed.</summary>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<PrivatePostgres?> TryStartAsync(DirectoryInfo parent, CancellationToken cancellationToken)
    {
        var programs = Directory.Exists(Installations)
            ? Directory.GetDirectories(Installations).Select(version => Path.Combine(version, "bin")).Where(Directory.Exists).Max(StringComparer.Ordinal)
            : null;
        if (programs is null)
            return null;

        var folder = parent.CreateSubdirectory("postgres");
        var postgres = new PrivatePostgres(programs, folder);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", ["-R", User, folder.FullName], cancellationToken);

        await postgres.RunAsUserAsync("initdb", ["-D", postgres.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C"], cancellationToken);
        await postgres.RunAsUserAsync(
            "pg_ctl",
            ["-D", postgres.Data, "-w", "-l", Path.Combine(folder.FullName, "log"), "-o", $"-c listen_addresses= -k {folder.FullName}", "start"],
            cancellationToken);
        return postgres;
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync() =>
        await RunAsUserAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"], CancellationToken.None);

    private string Data => Path.Combine(_folder.FullName, "data");

    private Task RunAsUserAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", User, "--", path, .. arguments], cancellationToken)
            : RunAsync(path, arguments, cancellationToken);
    }

    // Its output goes nowhere: a server that pg_ctl starts keeps the pipes open.
    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string[] silent = ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", silent) { WorkingDirectory = "/" })
            ?? throw new InvalidOperationException($"{program} did not start.");
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
