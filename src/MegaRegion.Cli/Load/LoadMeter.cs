using System.Collections.Concurrent;

namespace MegaRegion.Cli.Load;

/// <summary>
/// Counts what becomes of the reports of a load. Every report that is offered ends once: acknowledged, refused or failed; until
/// then it waits. Thread-safe.
/// </summary>
/// <param name="warmUp">Reports due before this moment do not count for latency and lag.</param>
internal sealed class LoadMeter(TimeSpan warmUp)
{
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _cuts = new(StringComparer.Ordinal);
    private LatencyHistogram _second = new();
    private long _offered;
    private long _offeredFlows;
    private long _acknowledged;
    private long _acknowledgedFlows;
    private long _ended;

    /// <summary>From the moment a report was due to its acknowledgement.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>From the moment a report was due to its hand-over to the hub's client.</summary>
    public LatencyHistogram Lag { get; } = new();

    public long Offered => Volatile.Read(ref _offered);

    public long OfferedFlows => Volatile.Read(ref _offeredFlows);

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public long AcknowledgedFlows => Volatile.Read(ref _acknowledgedFlows);

    /// <summary>Reports that have not ended.</summary>
    public long Waiting => Offered - Volatile.Read(ref _ended);

    /// <summary>Reports that the ledger refused, by error code.</summary>
    public IReadOnlyDictionary<string, long> Refused => Sorted(_refused);

    /// <summary>Reports that ended otherwise, by reason.</summary>
    public IReadOnlyDictionary<string, long> Failed => Sorted(_failed);

    /// <summary>Streams that were cut and opened again, by reason. Their reports still wait.</summary>
    public IReadOnlyDictionary<string, long> Cuts => Sorted(_cuts);

    /// <summary>A report was handed over.</summary>
    /// <param name="flows">Its flows.</param>
    /// <param name="due">When it was due, since the beginning.</param>
    /// <param name="lag">How long after that.</param>
    public void Offer(int flows, TimeSpan due, TimeSpan lag)
    {
        Interlocked.Increment(ref _offered);
        Interlocked.Add(ref _offeredFlows, flows);
        if (due >= warmUp)
            Lag.Record(lag);
    }

    /// <summary>A report is durable.</summary>
    public void Acknowledge(int flows, TimeSpan due, TimeSpan latency)
    {
        Interlocked.Add(ref _acknowledgedFlows, flows);
        Interlocked.Increment(ref _acknowledged);
        Volatile.Read(ref _second).Record(latency);
        if (due >= warmUp)
            Latency.Record(latency);
        Interlocked.Increment(ref _ended);
    }

    /// <summary>The ledger refused a report.</summary>
    public void Refuse(string code)
    {
        Count(_refused, code);
        Interlocked.Increment(ref _ended);
    }

    /// <summary>A report will not be sent any more.</summary>
    public void Fail(string reason)
    {
        Count(_failed, reason);
        Interlocked.Increment(ref _ended);
    }

    /// <summary>A stream was cut.</summary>
    public void Cut(string reason) => Count(_cuts, reason);

    /// <summary>The latencies since this was last called.</summary>
    public LatencyHistogram TakeSecond() => Interlocked.Exchange(ref _second, new LatencyHistogram());

    private static void Count(ConcurrentDictionary<string, long> counts, string key) =>
        counts.AddOrUpdate(key, 1, (_, count) => count + 1);

    private static SortedDictionary<string, long> Sorted(ConcurrentDictionary<string, long> counts) =>
        new(counts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
