namespace MegaRegion.Client.Reporting;

/// <summary>When a <see cref="FlowCollector"/> makes a report of what it has.</summary>
public sealed record FlowCollectorOptions
{
    /// <summary>Flows that fill a report, 1 to 100,000. Default 1,000.</summary>
    public int MaxFlows
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1_000;

    /// <summary>How long the first flow of a report waits for company. Default 500 ms.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMilliseconds(500);
}
