using System.Diagnostics;
using MegaRegion.Client.Reporting;

namespace MegaRegion.Bench.Ingest;

/// <summary>Counts acknowledged reports while it is told to. Thread-safe.</summary>
internal sealed class LoadCounter
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = new(1 << 16);
    private long _flows;
    private long _reports;
    private volatile bool _isMeasuring;

    /// <summary>Follows a report that was posted at a moment to its acknowledgement.</summary>
    public async Task FollowAsync(Task<ReportReceipt> durable, int flows, long postedTimestamp)
    {
        await durable;
        if (!_isMeasuring)
            return;

        var milliseconds = Stopwatch.GetElapsedTime(postedTimestamp).TotalMilliseconds;
        lock (_gate)
        {
            _flows += flows;
            _reports++;
            _milliseconds.Add(milliseconds);
        }
    }

    /// <summary>Counts for a time, after another time of warming up, and says what both processes spent.</summary>
    public async Task<LoadResult> MeasureAsync(
        IngestServer server, TimeSpan warmUp, TimeSpan duration, CancellationToken cancellationToken)
    {
        await Task.Delay(warmUp, cancellationToken);
        var (client, serverTime) = (Environment.CpuUsage.TotalTime, server.ProcessorTime);
        var started = Stopwatch.GetTimestamp();
        _isMeasuring = true;
        await Task.Delay(duration, cancellationToken);
        _isMeasuring = false;
        var elapsed = Stopwatch.GetElapsedTime(started);
        (client, serverTime) = (Environment.CpuUsage.TotalTime - client, server.ProcessorTime - serverTime);
        lock (_gate)
        {
            return new LoadResult(_flows, _reports, elapsed, client, serverTime, [.. _milliseconds.Order()]);
        }
    }
}
