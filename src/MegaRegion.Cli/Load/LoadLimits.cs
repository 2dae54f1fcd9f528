namespace MegaRegion.Cli.Load;

/// <summary>How long a load warms up and waits, and how much may wait.</summary>
/// <param name="WarmUp">Reports due before it do not count for latency.</param>
/// <param name="Drain">How long the last acknowledgements are waited for.</param>
/// <param name="MaxWaiting">Reports that may wait; with more the load ends early, as overrun.</param>
internal sealed record LoadLimits(TimeSpan WarmUp, TimeSpan Drain, long MaxWaiting = long.MaxValue);
