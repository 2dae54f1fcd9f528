namespace MegaRegion.Bench.Flat;

/// <summary>What registered hubs cost that do nothing.</summary>
/// <param name="Hubs">How many.</param>
/// <param name="ResidentBytes">Memory of the server when it is ready.</param>
/// <param name="BytesPerIdleHub">What each costs more than the smallest number; null for the smallest.</param>
/// <param name="StartSeconds">From the start of the process until it is ready.</param>
/// <param name="ColumnarFlowsPerSecond">What four of them report at full load.</param>
public sealed record FlatHubsRow(
    int Hubs, long ResidentBytes, double? BytesPerIdleHub, double StartSeconds, double ColumnarFlowsPerSecond);
