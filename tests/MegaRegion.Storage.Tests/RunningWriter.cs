using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.Storage.Tests;

/// <summary>MegaRegion.Storage.Writer while it runs: it can be stopped and let go on, and is listened to.</summary>
internal sealed class RunningWriter : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Task _reading;

    private RunningWriter(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>What it said until now.</summary>
    public WriterOutput Output => new([.. _lines], "", 0);

    /// <summary>Starts a writer and waits until its store is open.</summary>
    /// <param name="store">The store's file or address.</param>
    /// <param name="reportBytes">The bytes of each report.</param>
    /// <param name="words">Further arguments of the program.</param>
    public static async Task<RunningWriter> StartAsync(string store, int reportBytes, params string[] words)
    {
        var writer = new RunningWriter(Process.Start(new ProcessStartInfo("dotnet", [
            WriterProcess.Executable, store, int.MaxValue.ToString(CultureInfo.InvariantCulture),
            reportBytes.ToString(CultureInfo.InvariantCulture), .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!);
        await writer.SaysAsync(output => output.Ready);
        return writer;
    }

    /// <summary>Waits until the writer has said something.</summary>
    public Task SaysAsync(Func<WriterOutput, bool> condition) =>
        Eventually.HoldsAsync(() => condition(Output), Limit, "the writer says what is waited for");

    /// <summary>Lets a writer that waits before each report write the next one, and waits for its end.</summary>
    public async Task StepAsync()
    {
        var said = _lines.Count;
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await SaysAsync(_ => _lines.Count > said);
    }

    /// <summary>SIGSTOP: the process stands still wherever it is.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        kill.ExitCode.ShouldBe(0);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}
