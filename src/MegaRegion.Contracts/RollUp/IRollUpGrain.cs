using MegaRegion.Contracts.Cells;
using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Contracts.RollUp;

/// <summary>
/// The totals of a city, prefecture, region or mega-region. The key is the place id, and the catalogue tells its level.
/// Children send cumulative cells, so a message that is lost, repeated or late does no harm. On activation the grain
/// reads its snapshot and asks those children for all they have below which the journal has moved since. It keeps nothing
/// of its own that they could not tell again.
/// </summary>
[Alias("MegaRegion.IRollUpGrain")]
public interface IRollUpGrain : IGrainWithStringKey
{
    /// <summary>Takes a child's changed cells.</summary>
    [Alias("Merge")]
    Task<MergeReceipt> MergeAsync(MergeRequest request);

    /// <summary>What is known of a child, so that the child can tell whether the parent has all of it.</summary>
    /// <param name="childNumber">The child's place number.</param>
    [AlwaysInterleave]
    [Alias("GetReceipt")]
    Task<MergeReceipt> GetReceiptAsync(int childNumber);

    /// <summary>Sends every changed total up, and completes when the parent has them.</summary>
    [AlwaysInterleave]
    [Alias("Flush")]
    Task FlushAsync();

    /// <summary>
    /// Tells that every report up to a journal offset from the hubs below has reached this place. It takes that for the
    /// occasion to write a snapshot, unless the last one is young.
    /// </summary>
    /// <param name="journalOffset">The offset.</param>
    [AlwaysInterleave]
    [Alias("Settled")]
    Task SettledAsync(long journalOffset);

    /// <summary>All totals at the place's own level.</summary>
    [AlwaysInterleave]
    [Alias("GetTotals")]
    Task<PlaceTotals> GetTotalsAsync();

    /// <summary>How many flows have been counted below the place.</summary>
    [AlwaysInterleave]
    [Alias("CountFlows")]
    Task<LayerCounts> CountFlowsAsync();

    /// <summary>The newest event below the place, in milliseconds since 1970; null when there is none.</summary>
    [AlwaysInterleave]
    [Alias("GetNewest")]
    Task<long?> GetNewestAsync();

    /// <summary>Sums what the place holds of its children into the pairs of a level.</summary>
    [AlwaysInterleave]
    [Alias("Query")]
    Task<LevelAnswer> QueryAsync(LevelQuery query);

    /// <summary>The cells of children that have changed since a version, or all of them when it is too old.</summary>
    [AlwaysInterleave]
    [Alias("GetChanges")]
    Task<ChangesReply> GetChangesAsync(ChangesRequest request);
}
