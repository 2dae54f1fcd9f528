namespace MegaRegion.Cli.Demo;

/// <summary>What this run has reported. Thread-safe.</summary>
internal sealed class DemoCounters
{
    private long _reports;
    private long _flows;
    private long _duplicates;
    private int _hour;

    /// <summary>Reports that are durable.</summary>
    public long Reports => Interlocked.Read(ref _reports);

    /// <summary>Flows in them.</summary>
    public long Flows => Interlocked.Read(ref _flows);

    /// <summary>Reports that the ledger had already.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>The newest hour of the year of which reports were handed over.</summary>
    public int Hour => Volatile.Read(ref _hour);

    /// <summary>An hour's reports were handed over by one of the feeders.</summary>
    public void Reached(int hour) => Volatile.Write(ref _hour, Math.Max(hour, Hour));

    /// <summary>A report is durable.</summary>
    public void Durable(int flows, bool duplicate)
    {
        Interlocked.Increment(ref _reports);
        Interlocked.Add(ref _flows, flows);
        if (duplicate)
        {
            Interlocked.Increment(ref _duplicates);
        }
    }
}
