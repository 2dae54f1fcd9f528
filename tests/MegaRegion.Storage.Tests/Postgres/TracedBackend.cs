using System.Diagnostics;
using System.Globalization;
using MegaRegion.PrivatePostgres;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>strace on the server process that serves a store's appends, with a fault in its system calls.</summary>
internal sealed class TracedBackend : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _strace;

    private TracedBackend(Process strace) => _strace = strace;

    /// <summary>Attaches to the process of the only store that appends.</summary>
    /// <param name="server">The server.</param>
    /// <param name="injection">In strace's words, for example <c>fdatasync:signal=KILL:when=3</c>.</param>
    public static async Task<TracedBackend> AttachAsync(PostgresServer server, string injection)
    {
        var call = injection[..injection.IndexOf(':', StringComparison.Ordinal)];
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var strace = Process.Start(new ProcessStartInfo("strace", [
                "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={injection}",
                "-p", (await FindAsync(server)).ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            if (await strace.StandardError.ReadLineAsync(limit.Token) is { } said && said.Contains("attached", StringComparison.Ordinal))
            {
                return new TracedBackend(strace);
            }

            // The store has opened another connection meanwhile.
            strace.Dispose();
        }
    }

    /// <summary>Waits until the process has died of its fault.</summary>
    public Task DiedAsync() => _strace.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);

    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
        {
            _strace.Kill();
            await _strace.WaitForExitAsync(CancellationToken.None);
        }

        _strace.Dispose();
    }

    // A server that has just recovered first waits for the store to connect again.
    private static async Task<int> FindAsync(PostgresServer server)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var found = await server.ExecuteAsync(
                """
                SELECT pid FROM pg_stat_activity
                WHERE application_name = 'megaregion' AND query ~ 'journal_totals WHERE id = 1 FOR UPDATE|^COMMIT'
                ORDER BY backend_start DESC LIMIT 1
                """);
            if (found is int pid)
            {
                return pid;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
