using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.PrivatePostgres;

/// <summary>Where PostgreSQL's programs are, and how they are run: never as root, which they refuse.</summary>
internal static class PostgresPrograms
{
    private const string Installed = "/usr/lib/postgresql";
    private static readonly string[] Users = ["postgres", "nobody"];

    /// <summary>The folder of the newest installed version's programs, or null.</summary>
    public static string? FindFolder() =>
        Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed)
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
                .FirstOrDefault()
            : null;

    /// <summary>The command line that runs another one as the server's user.</summary>
    public static string[] AsServerUser(string[] command) =>
        Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", ServerUser, "--regid", GroupOf(ServerUser), "--clear-groups", .. command]
            : command;

    /// <summary>Makes a folder the server user's.</summary>
    public static async Task GiveToServerUserAsync(DirectoryInfo folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(["chown", ServerUser, folder.FullName], TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>Runs a program to its end in a folder that every user may enter.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] command, TimeSpan limit)
    {
        using var stop = new CancellationTokenSource(limit);
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(stop.Token);
            var output = await process.StandardOutput.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string ServerUser => Array.Find(Users, user => Entry("/etc/passwd", user) is not null) ?? Users[^1];

    // The user's main group, by number.
    private static string GroupOf(string user) => Entry("/etc/passwd", user)?.Split(':')[3] ?? "65534";

    private static string? Entry(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
}
