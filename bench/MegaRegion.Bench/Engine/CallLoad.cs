using System.Diagnostics;
using Orleans;

namespace MegaRegion.Bench.Engine;

/// <summary>Many callers, each calling one grain after the other and awaiting every call.</summary>
internal sealed class CallLoad
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(1);

    private readonly EngineBenchOptions _options;
    private readonly IBenchGrain[] _grains;

    public CallLoad(IGrainFactory factory, EngineBenchOptions options)
    {
        _options = options;
        _grains = [.. Enumerable.Range(0, options.Grains).Select(key => factory.GetGrain<IBenchGrain>(key))];
    }

    public async Task<CallRate> MeasureAsync(
        string name, IProgress<string>? progress, Func<IBenchGrain, Task> call, CancellationToken cancellationToken)
    {
        progress?.Report($"calls: {name}");
        var warmUp = _options.Duration < LongestWarmUp ? _options.Duration : LongestWarmUp;
        await LoadAsync(call, warmUp, cancellationToken);
        GC.Collect();

        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        var calls = await LoadAsync(call, _options.Duration, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        return new CallRate(
            name, calls, calls / elapsed.TotalSeconds, calls / cpu.TotalSeconds, (double)allocated / calls);
    }

    private async Task<long> LoadAsync(Func<IBenchGrain, Task> call, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(duration);
        var callers = Enumerable.Range(0, _options.Callers).Select(caller => Task.Run(() => CallAsync(call, caller, stop.Token)));
        var calls = (await Task.WhenAll(callers)).Sum();
        cancellationToken.ThrowIfCancellationRequested();
        return calls;
    }

    private async Task<long> CallAsync(Func<IBenchGrain, Task> call, int caller, CancellationToken stop)
    {
        var next = caller * _grains.Length / _options.Callers;
        var calls = 0L;
        while (!stop.IsCancellationRequested)
        {
            await call(_grains[next]);
            next = next + 1 == _grains.Length ? 0 : next + 1;
            calls++;
        }

        return calls;
    }
}
