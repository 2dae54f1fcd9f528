namespace MegaRegion.Bench.Flat;

/// <summary>What a journal of some length costs.</summary>
/// <param name="Flows">Flows in it, of a hundred hubs.</param>
/// <param name="Bytes">Of the store.</param>
/// <param name="WholeSeconds">From the start of the process to the first matrix of regions, without any snapshot.</param>
/// <param name="WholeSecondsPerMillionFlows">The same for a million flows, less the time until the process is ready.</param>
/// <param name="TailFlows">Flows that were appended after the snapshots.</param>
/// <param name="TailReadySeconds">From the start of the process until it is ready, with snapshots and a tail.</param>
/// <param name="TailSeconds">From the start of the process to the first matrix of regions, with snapshots and a tail.</param>
/// <param name="ColumnarFlowsPerSecond">What four hubs more report at full load.</param>
public sealed record FlatJournalRow(
    long Flows,
    long Bytes,
    double WholeSeconds,
    double WholeSecondsPerMillionFlows,
    long TailFlows,
    double TailReadySeconds,
    double TailSeconds,
    double ColumnarFlowsPerSecond)
{
    /// <summary>From ready to the first matrix for a million flows of the tail.</summary>
    public double TailSecondsPerMillionFlows => (TailSeconds - TailReadySeconds) / TailFlows * 1e6;
}
