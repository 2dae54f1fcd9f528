using MegaRegion.Domain.Ledger;

namespace MegaRegion.Grains.Queries;

/// <summary>Answers questions about what the ledger holds, from the totals of the roll-up grains.</summary>
/// <remarks>
/// A report counts in an answer after it has been rolled up, normally within half a second of its acknowledgement.
/// Results are ordered, so the same state gives the same answer.
/// </remarks>
public interface IFlowQueries
{
    /// <summary>Quantity by pair over the time span, in pair order.</summary>
    Task<IReadOnlyList<PairTotal>> GetOdMatrixAsync(FlowQuery query, CancellationToken cancellationToken);

    /// <summary>How many flows have been rolled up, by layer, over everything.</summary>
    Task<LayerTotals> CountFlowsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The start of the oldest window of a size that every place still has; <see cref="long.MinValue"/> when none was dropped.
    /// </summary>
    Task<long> FindOldestStartAsync(WindowSize size, CancellationToken cancellationToken);

    /// <summary>Inflow, outflow and internal flow by place and layer, in place order.</summary>
    Task<IReadOnlyList<Balance>> GetBalancesAsync(FlowQuery query, CancellationToken cancellationToken);

    /// <summary>The pairs with the largest quantity of each layer, by layer, largest first.</summary>
    Task<IReadOnlyList<PairTotal>> GetTopPairsAsync(FlowQuery query, int count, CancellationToken cancellationToken);

    /// <summary>Quantity by window and pair, in time order.</summary>
    Task<IReadOnlyList<Cell>> GetHistoryAsync(FlowQuery query, CancellationToken cancellationToken);
}
