using System.Diagnostics;
using System.Text.Json;

namespace MegaRegion.Bench.Ingest;

/// <summary>The server under test, in a process of its own.</summary>
internal sealed class IngestServer : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);

    private readonly Process _process;

    private IngestServer(Process process, Uri address, long residentBytes) =>
        (_process, Address, ResidentBytes) = (process, address, residentBytes);

    /// <summary>Memory of the process when it became ready.</summary>
    public long ResidentBytes { get; }

    /// <summary>Where it serves gRPC.</summary>
    public Uri Address { get; }

    /// <summary>User and kernel time of all its threads so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it on free loopback ports.</summary>
    /// <exception cref="InvalidOperationException">It did not say that it is ready.</exception>
    public static async Task<IngestServer> StartAsync(
        IngestBenchOptions options, string store, CancellationToken cancellationToken)
    {
        string[] arguments =
            [.. options.ServerArguments, "serve", "--json", "--urls", "http://127.0.0.1:0;http://127.0.0.1:0", "--store", store];
        var start = new ProcessStartInfo(options.ServerFileName, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{options.ServerFileName} did not start.");
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The server ended before it was ready.");
        using var ready = JsonDocument.Parse(line);
        return new IngestServer(
            process,
            new Uri(ready.RootElement.GetProperty("grpc").GetString()!),
            ready.RootElement.GetProperty("residentBytes").GetInt64());
    }

    /// <summary>Asks it to stop, and ends it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            using var terminate = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
