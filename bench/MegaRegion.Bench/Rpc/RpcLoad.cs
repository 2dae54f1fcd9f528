using System.Diagnostics;

namespace MegaRegion.Bench.Rpc;

/// <summary>Runs a number of workers, first to warm up, then to measure, and sums what both processes spent.</summary>
internal sealed class RpcLoad(RpcServerProcess server, RpcBenchOptions options, IProgress<string>? progress)
{
    public async Task<RpcRate> MeasureAsync(
        string name,
        int workers,
        Func<RpcSamples, Task> work,
        CancellationToken cancellationToken)
    {
        progress?.Report($"{name}: warming up");
        RpcSamples[] samples = [.. Enumerable.Range(0, workers).Select(static _ => new RpcSamples())];
        Task[] running = [.. samples.Select(sample => Task.Run(() => work(sample), cancellationToken))];
        await Task.Delay(options.Duration, cancellationToken);

        progress?.Report($"{name}: measuring");
        var serverBefore = await server.ReadUsageAsync(cancellationToken);
        var clientBefore = RpcUsage.OfThisProcess();
        var started = Stopwatch.GetTimestamp();
        foreach (var sample in samples)
            sample.BeginMeasuring();
        await Task.Delay(options.Duration, cancellationToken);
        foreach (var sample in samples)
            sample.EndMeasuring();
        var elapsed = Stopwatch.GetElapsedTime(started);
        var clientSpent = RpcUsage.OfThisProcess() - clientBefore;
        var serverSpent = await server.ReadUsageAsync(cancellationToken) - serverBefore;
        foreach (var sample in samples)
            sample.End();
        await Task.WhenAll(running);
        return Sum(name, samples, elapsed, clientSpent, serverSpent);
    }

    private static RpcRate Sum(string name, RpcSamples[] samples, TimeSpan elapsed, RpcUsage client, RpcUsage server)
    {
        var units = samples.Sum(static sample => sample.Units);
        long[] ticks = [.. samples.SelectMany(static sample => sample.Ticks).Order()];
        return new RpcRate(
            name,
            units,
            units / elapsed.TotalSeconds,
            units / (client.ProcessorTime + server.ProcessorTime).TotalSeconds,
            Percentile(ticks, 0.50),
            Percentile(ticks, 0.99),
            (double)client.AllocatedBytes / units,
            (double)server.AllocatedBytes / units);
    }

    private static double Percentile(long[] ordered, double share)
        => ordered.Length == 0 ? 0 : ordered[(int)(share * (ordered.Length - 1))] * 1000.0 / Stopwatch.Frequency;
}
