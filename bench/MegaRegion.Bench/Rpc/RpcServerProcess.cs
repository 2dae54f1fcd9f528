using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.Bench.Rpc;

/// <summary>The server process, spoken to in lines: it prints its address, answers "usage", and ends with its input.</summary>
internal sealed class RpcServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private RpcServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<RpcServerProcess> StartAsync(RpcBenchOptions options, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(options.ServerFileName, options.ServerArguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{options.ServerFileName} did not start.");
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        if (Uri.TryCreate(line, UriKind.Absolute, out var address))
            return new RpcServerProcess(process, address);
        process.Kill();
        process.Dispose();
        throw new InvalidOperationException($"{options.ServerFileName} printed no address but: {line}");
    }

    public async Task<RpcUsage> ReadUsageAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(RpcBenchServer.UsageQuestion.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The server process ended.");
        var parts = line.Split(' ');
        return new RpcUsage(
            TimeSpan.FromTicks(long.Parse(parts[0], CultureInfo.InvariantCulture)),
            long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
