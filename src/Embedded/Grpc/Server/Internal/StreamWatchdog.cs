using MegaRegion.Embedded.Grpc;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Ends streams that are over their limits. One timer, which ticks once a second while there are streams, looks at
/// all of them; a stream itself only notes the current tick when something happens on it, which costs one read of a
/// field. Limits are therefore kept to within about a second.
/// </summary>
internal sealed class StreamWatchdog : IDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<ServerCall> _streams = [];
    private readonly ITimer _timer;
    private readonly long? _idleTicks;
    private readonly long? _lifetimeTicks;
    private long _now;

    public StreamWatchdog(TimeProvider time, IOptions<GrpcStreamLimits> limits)
    {
        _idleTicks = ToTicks(limits.Value.IdleTimeout);
        _lifetimeTicks = ToTicks(limits.Value.Lifetime);
        _timer = time.CreateTimer(
            static state => ((StreamWatchdog)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether there are limits at all.</summary>
    public bool IsNeeded => _idleTicks is not null || _lifetimeTicks is not null;

    /// <summary>The current tick.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Add(ServerCall stream)
    {
        lock (_lock)
        {
            _streams.Add(stream);
            if (_streams.Count == 1)
                _timer.Change(TickInterval, TickInterval);
        }
    }

    public void Remove(ServerCall stream)
    {
        lock (_lock)
        {
            if (_streams.Remove(stream) && _streams.Count == 0)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private static long? ToTicks(TimeSpan? limit)
        => limit is { } value ? Math.Max(1, (long)Math.Ceiling(value / TickInterval)) : null;

    private void Tick()
    {
        List<(ServerCall Stream, string Reason)> over = [];
        lock (_lock)
        {
            _now++;
            foreach (var stream in _streams)
            {
                if (ReasonToEnd(stream) is { } reason)
                    over.Add((stream, reason));
            }
        }

        foreach (var (stream, reason) in over)
            stream.EndForLimit(reason);
    }

    private string? ReasonToEnd(ServerCall stream)
    {
        if (_now - stream.StartedTick > _lifetimeTicks)
            return "The stream reached its longest lifetime.";
        return stream.IsWaitingForPeer && _now - stream.LastActivityTick > _idleTicks ? "The stream was idle for too long." : null;
    }
}
