using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>
/// The part of the journal that was removed: where it ends, the base of each hub, and a receipt of each report. What is
/// here is as much the truth as the journal's rows; it is not a cache. Thread-safe.
/// </summary>
/// <remarks>
/// <b>Order:</b> bases are written and proved first; then rows go, in offset order, each batch in one transaction
/// that checks again that every hub in it has a base at or beyond its newest row there, keeps the receipts, and moves the
/// beginning. <b>Two bases:</b> a new base stands beside the one before until the caller drops that one, so a write that
/// failed, or lied, takes nothing away.
/// </remarks>
public interface IJournalPast
{
    /// <summary>Where the journal begins.</summary>
    ValueTask<JournalBeginning> GetBeginningAsync(CancellationToken cancellationToken);

    /// <summary>The newest base of a hub whose bytes match their checksum; null when it never had one.</summary>
    /// <exception cref="JournalCorruptException">Reports of the hub were removed, and no base that covers them can be read.</exception>
    ValueTask<Snapshot?> ReadBaseAsync(PlaceId hub, CancellationToken cancellationToken);

    /// <summary>
    /// The base that removals rest on: the oldest that covers what was removed of the hub, since an older one is dropped only
    /// after a newer one was proved. Null when nothing was removed.
    /// </summary>
    /// <exception cref="JournalCorruptException">It is missing or does not match its checksum.</exception>
    ValueTask<Snapshot?> ReadProvedBaseAsync(PlaceId hub, CancellationToken cancellationToken);

    /// <summary>Keeps a base beside older ones; one of the same offset is replaced.</summary>
    ValueTask WriteBaseAsync(PlaceId hub, Snapshot ledger, CancellationToken cancellationToken);

    /// <summary>Drops a hub's bases before an offset; the caller has proved the one at the offset.</summary>
    ValueTask DropBasesAsync(PlaceId hub, long beforeOffset, CancellationToken cancellationToken);

    /// <summary>Removes reports from the beginning in one transaction; nothing happens when the journal begins there already.</summary>
    /// <exception cref="JournalConflictException">The journal begins elsewhere: another removal runs. Nothing was removed.</exception>
    /// <exception cref="InvalidOperationException">A hub has no base that covers its reports. Nothing was removed.</exception>
    ValueTask RemoveAsync(JournalRemoval removal, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the space of what was removed free for later reports, where the store does not do so by itself. Appends go on
    /// meanwhile.
    /// </summary>
    ValueTask ReclaimAsync(CancellationToken cancellationToken);

    /// <summary>Looks for a removed report, and compares a body with it; null when it was not removed.</summary>
    ValueTask<RemovedReport?> FindRemovedAsync(
        PlaceId hub, string producer, long sequence, int flowCount, byte[] payload, CancellationToken cancellationToken);

    /// <summary>The hubs with removed reports, in the order of their first report.</summary>
    /// <exception cref="JournalCorruptException">A base cannot be read.</exception>
    IAsyncEnumerable<HubPast> ReadHubsAsync(CancellationToken cancellationToken);

    /// <summary>The receipts, in a fixed order.</summary>
    IAsyncEnumerable<JournalReceipt> ReadReceiptsAsync(CancellationToken cancellationToken);

    /// <summary>Puts a hub's past into an empty store; see <see cref="BeginAtAsync"/>.</summary>
    ValueTask ImportAsync(HubPast hub, CancellationToken cancellationToken);

    /// <summary>Puts receipts into an empty store whose hubs were imported.</summary>
    ValueTask ImportAsync(IReadOnlyList<JournalReceipt> receipts, CancellationToken cancellationToken);

    /// <summary>Ends an import: the journal begins there, and goes on with the next offset.</summary>
    /// <exception cref="InvalidOperationException">The journal is not empty.</exception>
    ValueTask BeginAtAsync(JournalBeginning beginning, CancellationToken cancellationToken);
}
