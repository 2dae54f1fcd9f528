namespace MegaRegion.Grains.Watch;

/// <summary>Follows the totals of a level as they change.</summary>
public interface IFlowWatch
{
    /// <summary>
    /// The current value of every matching cell, then the cells that change. A watcher that falls behind its bound is
    /// told <see cref="WatchUpdateKind.Resync"/> and gets a new picture; it never holds back another watcher or the
    /// ledger. Ends only by cancellation or when the process stops.
    /// </summary>
    /// <param name="query">Which cells.</param>
    /// <param name="resumeToken">From an earlier update; null or empty to start anew.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="FormatException">The token is not one of this service.</exception>
    IAsyncEnumerable<WatchUpdate> WatchAsync(
        WatchQuery query, string? resumeToken, CancellationToken cancellationToken);
}
