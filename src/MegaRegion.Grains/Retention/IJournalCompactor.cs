namespace MegaRegion.Grains.Retention;

/// <summary>Removes old reports from the journal's beginning, after what they add up to has been kept and proved.</summary>
public interface IJournalCompactor
{
    /// <summary>How old a report must be before it may go; null when none may.</summary>
    TimeSpan? Horizon { get; }

    /// <summary>
    /// Removes every report at the beginning that is older than the horizon. Ended at any moment it leaves a right ledger,
    /// and the next call goes on.
    /// </summary>
    /// <param name="progress">Told of reports folded and removed; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="Horizon"/>.</exception>
    /// <exception cref="Storage.JournalCorruptException">Something does not match its checksum or its proof; nothing of it was removed.</exception>
    /// <exception cref="Storage.JournalConflictException">Another removal runs.</exception>
    Task<CompactionResult> CompactAsync(IProgress<CompactionProgress>? progress, CancellationToken cancellationToken);
}
