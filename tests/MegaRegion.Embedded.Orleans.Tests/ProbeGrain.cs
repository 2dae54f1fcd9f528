using System.Collections.Concurrent;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MegaRegion.Embedded.Orleans.Tests;

public interface IProbeGrain : IGrainWithStringKey
{
    Task<int> Ping();

    /// <summary>Waits for the gate of this name.</summary>
    Task Hold(string gate);

    [ResponseTimeout("00:00:05")]
    Task HoldBriefly(string gate);

    [AlwaysInterleave]
    Task<int> Pings();

    Task StartTimer(TimeSpan dueTime, TimeSpan period, bool keepAlive);

    [AlwaysInterleave]
    Task<List<DateTimeOffset>> TimerTicks();

    Task DelayDeactivation(TimeSpan time);

    Task<object> Unmarked();

    Task Take(object anything);

    Task<string?> ReadContext();

    IAsyncEnumerable<int> Count(int to);
}

public interface IKeptProbeGrain : IProbeGrain;

public interface IShortProbeGrain : IProbeGrain;

/// <summary>What probes did, by key.</summary>
internal static class Probe
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new(StringComparer.Ordinal);

    public static ConcurrentDictionary<string, DeactivationReasonCode> Ended { get; } = new(StringComparer.Ordinal);

    public static TaskCompletionSource Gate(string name) =>
        Gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

public class ProbeGrain(TimeProvider time) : Grain, IProbeGrain
{
    private readonly List<DateTimeOffset> _ticks = [];
    private int _pings;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Ended[this.GetPrimaryKeyString()] = reason.ReasonCode;
        return Task.CompletedTask;
    }

    public Task<int> Ping() => Task.FromResult(++_pings);

    public Task Hold(string gate)
    {
        Probe.Gate($"{gate} running").TrySetResult();
        return Probe.Gate(gate).Task;
    }

    public Task HoldBriefly(string gate) => Hold(gate);

    public Task<int> Pings() => Task.FromResult(_pings);

    public Task StartTimer(TimeSpan dueTime, TimeSpan period, bool keepAlive)
    {
        this.RegisterGrainTimer(
            () =>
            {
                _ticks.Add(time.GetUtcNow());
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(dueTime, period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task<List<DateTimeOffset>> TimerTicks() => Task.FromResult(_ticks);

    Task IProbeGrain.DelayDeactivation(TimeSpan delay)
    {
        DelayDeactivation(delay);
        return Task.CompletedTask;
    }

    public Task<object> Unmarked() => Task.FromResult<object>(new StringComparerHolder());

    public Task Take(object anything) => Task.CompletedTask;

    public Task<string?> ReadContext() => Task.FromResult(RequestContext.Get("list") is List<int> list ? string.Join(',', list) : null);

    public async IAsyncEnumerable<int> Count(int to)
    {
        await Task.Yield();
        for (var i = 0; i < to; i++)
            yield return i;
    }

    private sealed class StringComparerHolder;
}

[KeepAlive]
public sealed class KeptProbeGrain(TimeProvider time) : ProbeGrain(time), IKeptProbeGrain;

[CollectionAgeLimit(Minutes = 3)]
public sealed class ShortProbeGrain(TimeProvider time) : ProbeGrain(time), IShortProbeGrain;
