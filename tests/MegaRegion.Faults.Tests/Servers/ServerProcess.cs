using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>One run of <c>megaregion serve</c>.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ExitLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly long _started;

    private ServerProcess(Process process, long started)
    {
        (_process, _started) = (process, started);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>From the start of the process to its readiness.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public int ExitCode => _process.ExitCode;

    public int Id => _process.Id;

    /// <summary>Fails with the server's own words when it has ended.</summary>
    public async Task ShouldBeAliveAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {await _errors}");
        }
    }

    /// <summary>Starts the program; it is not ready yet.</summary>
    public static ServerProcess Spawn(ServerPlace place)
    {
        string[] command = [
            .. place.Wrapper, "dotnet", Path.Combine(AppContext.BaseDirectory, "megaregion.dll"), "serve", "--json",
            "--urls", place.Urls, "--store", place.Store,
            "--drain", place.DrainSeconds.ToString(CultureInfo.InvariantCulture),
            "--keepalive", place.KeepAliveSeconds.ToString(CultureInfo.InvariantCulture),
            .. place.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var started = Stopwatch.GetTimestamp();
        return new ServerProcess(Process.Start(start)!, started);
    }

    /// <summary>Starts the program and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(ServerPlace place)
    {
        var server = Spawn(place);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process as a power cut would: kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>Asks the process to stop, and measures how long it takes.</summary>
    public async Task<TimeSpan> TerminateAsync()
    {
        var asked = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
        await ExitAsync();
        return Stopwatch.GetElapsedTime(asked);
    }

    /// <summary>Waits for the end of the process, at most for a time; true when it has ended.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var line = await _process.StandardOutput.ReadLineAsync(limit.Token);
        if (line is null)
        {
            throw new InvalidOperationException($"The server ended before it was ready: {await _errors}");
        }

        ReadyAfter = Stopwatch.GetElapsedTime(_started);
        JsonDocument.Parse(line).RootElement.GetProperty("state").GetString().ShouldBe("ready");
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    private async Task ExitAsync()
    {
        using var limit = new CancellationTokenSource(ExitLimit);
        await _process.WaitForExitAsync(limit.Token);
    }
}
