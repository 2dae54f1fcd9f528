namespace MegaRegion.Bench.Flat;

/// <summary>What the cost of one thing is as the ledger grows.</summary>
/// <param name="Machine">Processors, memory and runtime.</param>
/// <param name="MeasuredAt">When, in UTC.</param>
/// <param name="Hubs">By the number of registered hubs.</param>
/// <param name="Journal">By the flows in the journal.</param>
public sealed record FlatBenchResult(
    string Machine, DateTimeOffset MeasuredAt, IReadOnlyList<FlatHubsRow> Hubs, IReadOnlyList<FlatJournalRow> Journal);
