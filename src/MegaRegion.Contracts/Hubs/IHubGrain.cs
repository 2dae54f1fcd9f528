using MegaRegion.Contracts.Catalog;
using MegaRegion.Contracts.Cells;
using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Contracts.Hubs;

/// <summary>A hub: the single writer of its reports. The key is the hub's place id.</summary>
[Alias("MegaRegion.IHubGrain")]
public interface IHubGrain : IGrainWithStringKey
{
    /// <summary>The sequence expected next from a producer, 1 for a new one.</summary>
    [AlwaysInterleave]
    [Alias("GetNextSequence")]
    Task<long> GetNextSequenceAsync(string producer);

    /// <summary>
    /// Records a producer's reports in order, up to the first that is refused. Each accepted report is durable when the
    /// call returns. Reports that were recorded before are recognised by their sequence and body. A call that fails with
    /// an exception has an unknown outcome: ask for the next sequence, or send the same reports again.
    /// </summary>
    [Alias("Submit")]
    Task<SubmitResult> SubmitAsync(SubmitBatch batch);

    /// <summary>Sends every changed total up, and completes when the parent has them.</summary>
    [AlwaysInterleave]
    [Alias("Flush")]
    Task FlushAsync();

    /// <summary>All totals of the hub with the offset that they reflect.</summary>
    [AlwaysInterleave]
    [Alias("GetTotals")]
    Task<PlaceTotals> GetTotalsAsync();

    /// <summary>The newest journal offset in the hub's totals, 0 when it has none.</summary>
    [AlwaysInterleave]
    [Alias("GetReflectedOffset")]
    Task<long> GetReflectedOffsetAsync();

    /// <summary>
    /// Replaces the hub's catalogue entry, its parent included, unless the hub has reported. The hub does it itself, so
    /// that no report can come in between.
    /// </summary>
    [Alias("ReplaceUnlessReported")]
    Task<HubEditResult> ReplaceUnlessReportedAsync(PlaceMessage place, long expectedVersion);
}
