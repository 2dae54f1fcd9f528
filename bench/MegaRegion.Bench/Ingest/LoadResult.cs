namespace MegaRegion.Bench.Ingest;

/// <summary>What a load came to while it was measured.</summary>
/// <param name="Flows">Acknowledged flows.</param>
/// <param name="Reports">Acknowledged reports.</param>
/// <param name="Elapsed">Time of the clock.</param>
/// <param name="ClientTime">Processor time of this process.</param>
/// <param name="ServerTime">Processor time of the server.</param>
/// <param name="Milliseconds">From the post of a report to its acknowledgement, sorted.</param>
internal sealed record LoadResult(
    long Flows, long Reports, TimeSpan Elapsed, TimeSpan ClientTime, TimeSpan ServerTime, double[] Milliseconds)
{
    public double FlowsPerSecond => Flows / Elapsed.TotalSeconds;

    public double ReportsPerSecond => Reports / Elapsed.TotalSeconds;

    public double CpuSecondsPerMillionFlows => (ClientTime + ServerTime).TotalSeconds / Flows * 1e6;

    public double ServerCpuSecondsPerMillionFlows => ServerTime.TotalSeconds / Flows * 1e6;

    public double Percentile(double share) =>
        Milliseconds.Length == 0 ? 0 : Milliseconds[(int)(share * (Milliseconds.Length - 1))];
}
