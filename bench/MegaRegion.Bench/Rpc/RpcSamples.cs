using System.Diagnostics;

namespace MegaRegion.Bench.Rpc;

/// <summary>What one caller or stream counts while it works.</summary>
internal sealed class RpcSamples
{
    private readonly List<long> _ticks = new(100_000);
    private volatile bool _isMeasuring;
    private volatile bool _isOver;

    /// <summary>Calls or items since measuring began.</summary>
    public long Units { get; private set; }

    /// <summary>Whether the worker is to stop.</summary>
    public bool IsOver => _isOver;

    /// <summary>The time of each call or message, in ticks of <see cref="Stopwatch"/>.</summary>
    public IReadOnlyList<long> Ticks => _ticks;

    public void BeginMeasuring() => _isMeasuring = true;

    public void EndMeasuring() => _isMeasuring = false;

    public void End() => _isOver = true;

    /// <summary>Notes a call or message that began at the given timestamp.</summary>
    public void Add(long startedTimestamp, int units)
    {
        if (!_isMeasuring)
            return;
        Units += units;
        _ticks.Add(Stopwatch.GetTimestamp() - startedTimestamp);
    }
}
