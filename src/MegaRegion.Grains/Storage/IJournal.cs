using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>
/// The durable, append-only record of accepted reports: the truth from which everything live is derived. Old reports may
/// have been removed from its beginning; see <see cref="IJournalPast"/>.
/// </summary>
/// <remarks>
/// One per process, shared by all hubs. <b>Atomicity:</b> the records of one append are kept all or not at all, at
/// consecutive offsets. <b>Durability:</b> an append completes only after its bytes would survive a power cut; appends
/// of many hubs may share one transaction and one fsync (group commit). <b>Uniqueness:</b> (hub, producer, sequence)
/// exists at most once. <b>Fencing:</b> an append names the end of the hub's part that its writer knows; a writer that
/// missed a report of another one (a pause, a partition, two owners) fails with <see cref="JournalConflictException"/>,
/// checked in the transaction that would have kept its records. <b>Failure:</b> after a failed fsync the journal accepts nothing more and every later append fails with
/// <see cref="JournalUnavailableException"/>. An append that ended in any exception but
/// <see cref="JournalFullException"/> or <see cref="JournalConflictException"/> has an unknown outcome: the caller
/// forgets its state and recovers from the journal. Thread-safe.
/// </remarks>
public interface IJournal
{
    /// <summary>Appends a hub's records in order and returns the offset of the last one. Waits while the bounded queue is full.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="afterOffset">The hub's newest offset that the caller has read or written; 0 when it has no report.</param>
    /// <param name="records">The records, at least one.</param>
    /// <param name="cancellationToken">Heeded until the append is queued.</param>
    /// <exception cref="JournalConflictException">
    /// The hub's part ends elsewhere, or a record exists already: another writer owns the hub. Nothing was kept.
    /// </exception>
    /// <exception cref="JournalFullException">No space is left. Nothing was kept.</exception>
    /// <exception cref="JournalUnavailableException">The store failed; the outcome is unknown.</exception>
    ValueTask<long> AppendAsync(
        PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken);

    /// <summary>A recorded report, or null.</summary>
    ValueTask<JournalEntry?> FindAsync(
        PlaceId hub, string producer, long sequence, CancellationToken cancellationToken);

    /// <summary>A hub's reports after an offset, in offset order.</summary>
    /// <exception cref="JournalTruncatedException">Some of them were removed.</exception>
    /// <exception cref="JournalCorruptException">A payload does not match its checksum.</exception>
    IAsyncEnumerable<JournalEntry> ReadHubAsync(PlaceId hub, long afterOffset, CancellationToken cancellationToken);

    /// <summary>All reports after an offset, up to and with another, in offset order.</summary>
    /// <exception cref="JournalTruncatedException">Some of them were removed.</exception>
    /// <exception cref="JournalCorruptException">A payload does not match its checksum.</exception>
    IAsyncEnumerable<JournalEntry> ReadAllAsync(long afterOffset, long toOffset, CancellationToken cancellationToken);

    /// <summary>The hubs that have reported after an offset, with the end of their part, in no particular order.</summary>
    ValueTask<IReadOnlyList<HubHead>> ListHubsAsync(long afterOffset, CancellationToken cancellationToken);

    /// <summary>Counts over the whole journal, in constant time.</summary>
    ValueTask<JournalTotals> GetTotalsAsync(CancellationToken cancellationToken);
}
