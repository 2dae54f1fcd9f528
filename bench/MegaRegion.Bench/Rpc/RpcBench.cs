using System.Runtime.InteropServices;
using Grpc.Net.Client;
using MegaRegion.Bench.Rpc.Wire;

namespace MegaRegion.Bench.Rpc;

/// <summary>
/// Measures the gRPC layer between two processes over loopback: many unary callers on one channel, and streams of
/// large messages in both directions. Figures per second of processor time count both processes.
/// </summary>
public static class RpcBench
{
    /// <summary>Starts the server process, runs the loads and stops it.</summary>
    /// <param name="options">How long, how wide, and how the server is started.</param>
    /// <param name="progress">Told in words what is being measured; may be null.</param>
    /// <param name="cancellationToken">Ends the benchmark early, with an exception.</param>
    /// <exception cref="InvalidOperationException">The server process did not start.</exception>
    public static async Task<RpcBenchResult> RunAsync(
        RpcBenchOptions options,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        await using var server = await RpcServerProcess.StartAsync(options, cancellationToken);
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new BenchService.BenchServiceClient(channel);
        var load = new RpcLoad(server, options, progress);
        var unary = await load.MeasureAsync(
            "unary", options.Callers, samples => RpcWork.CallAsync(client, samples, cancellationToken), cancellationToken);
        var upload = await load.MeasureAsync(
            "upload",
            options.Streams,
            samples => RpcWork.UploadAsync(client, options.ItemsPerMessage, samples, cancellationToken),
            cancellationToken);
        var download = await load.MeasureAsync(
            "download",
            options.Streams,
            samples => RpcWork.DownloadAsync(client, options.ItemsPerMessage, samples, cancellationToken),
            cancellationToken);
        var machine = $"{Environment.ProcessorCount} x {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}";
        return new RpcBenchResult(machine, TimeProvider.System.GetUtcNow(), unary, upload, download);
    }
}
