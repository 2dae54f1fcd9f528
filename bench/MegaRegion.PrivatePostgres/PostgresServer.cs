using System.Diagnostics;
using System.Globalization;
using MegaRegion.Loopback;
using Npgsql;

namespace MegaRegion.PrivatePostgres;

/// <summary>
/// A PostgreSQL server for tests and benchmarks: an instance of its own in a temporary folder, on a free loopback port,
/// with fsync on. It can be stopped in every way and started again. Disposing it stops it and deletes the folder; when the
/// process dies first, however it dies, a shell that reads from it does the same.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The superuser, who needs no password.</summary>
    public const string User = "megaregion";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // Ends the server when the test process closes its end of the pipe, and then deletes the folder.
    private const string Guard =
        """
        folder=$1; shift
        "$@" >>"$folder/server.log" 2>&1 &
        server=$!
        read line
        kill -QUIT $server 2>/dev/null
        wait $server
        [ "$line" = keep ] || rm -rf "$folder"
        """;

    private static readonly Lock SharedGate = new();
    private static Task<PostgresServer>? _shared;

    private readonly string _bin;
    private readonly DirectoryInfo _folder;
    private readonly string[] _settings;
    private readonly LoopbackPort _port = LoopbackPort.Take();
    private Process? _guard;

    private PostgresServer(string bin, DirectoryInfo folder, string[] settings) =>
        (_bin, _folder, _settings) = (bin, folder, settings);

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => _port.Number;

    /// <summary>The folder with its data, log and socket.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Whether PostgreSQL's programs are installed.</summary>
    public static bool IsInstalled => PostgresPrograms.FindFolder() is not null;

    /// <summary>The server that all tests of this process share; each uses schemas of its own.</summary>
    public static Task<PostgresServer> SharedAsync()
    {
        lock (SharedGate)
        {
            return _shared ??= StartAsync();
        }
    }

    /// <summary>Makes and starts a server.</summary>
    /// <param name="settings">Settings beside the usual ones, for example <c>max_connections=20</c>.</param>
    public static Task<PostgresServer> StartAsync(params string[] settings) =>
        StartInAsync(Directory.CreateTempSubdirectory("megaregion-postgres-"), settings);

    /// <summary>Makes and starts a server in an empty folder, which it deletes at the end.</summary>
    /// <param name="folder">Every user must be able to reach it.</param>
    /// <param name="settings">Settings beside the usual ones; the last of a name holds.</param>
    public static async Task<PostgresServer> StartInAsync(DirectoryInfo folder, params string[] settings)
    {
        var bin = PostgresPrograms.FindFolder()
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql-15.");
        await PostgresPrograms.GiveToServerUserAsync(folder);
        var server = new PostgresServer(bin, folder, settings);
        await server.RunAsync(
            "initdb", "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--data-checksums");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>How Npgsql reaches it, without a pool.</summary>
    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres;Pooling=false;Timeout=60;Command Timeout=120");

    /// <summary>The address of a store on this server.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="port">Another port than the server's own, for example a proxy's.</param>
    public string Url(string schema, int? port = null) => string.Create(
        CultureInfo.InvariantCulture, $"postgres://{User}@127.0.0.1:{port ?? Port}/postgres?schema={schema}");

    /// <summary>Starts the server on what it kept, and ends when it answers.</summary>
    public async Task StartAgainAsync()
    {
        string[] options =
        [
            "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", Folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "max_connections=60",
            "-c", "shared_buffers=64MB", "-c", "logging_collector=off",
            .. _settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        var guard = new ProcessStartInfo(
            "sh", ["-c", Guard, "guard", Folder, .. PostgresPrograms.AsServerUser([Path.Combine(_bin, "postgres"), .. options])])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        _guard = Process.Start(guard)!;
        await WaitUntilItAnswersAsync();
    }

    /// <summary>Stops the server; <c>immediate</c> is a crash: nothing is flushed.</summary>
    public async Task StopAsync(string mode = "fast")
    {
        await RunAsync("pg_ctl", "stop", "-w", "-t", "150", "-D", Data, "-m", mode);
        await EndGuardAsync("keep");
    }

    /// <summary>Runs a statement as superuser and returns its first value.</summary>
    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndGuardAsync("delete");
        if (Directory.Exists(Folder))
        {
            _folder.Delete(recursive: true);
        }

        _port.Dispose();
    }

    private string Data => Path.Combine(Folder, "data");

    private async Task EndGuardAsync(string last)
    {
        if (_guard is not { } guard)
        {
            return;
        }

        _guard = null;
        await guard.StandardInput.WriteLineAsync(last);
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        guard.Dispose();
    }

    private async Task WaitUntilItAnswersAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!_guard!.HasExited)
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await PostgresPrograms.RunAsync(
            PostgresPrograms.AsServerUser([Path.Combine(_bin, program), .. arguments]), Limit);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {exitCode}: {output}");
        }
    }
}
