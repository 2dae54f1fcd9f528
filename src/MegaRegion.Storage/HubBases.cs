using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage;

/// <summary>What the stores have in common about the removed part of the journal.</summary>
internal static class HubBases
{
    /// <summary>Receipts that are read at once.</summary>
    public const int ReceiptsOfPage = 4_096;

    /// <summary>The newest base that matches its checksum.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="bases">Its bases that cover what was removed, the newest first.</param>
    /// <param name="removedTo">What was removed of it.</param>
    /// <param name="store">The store, for messages.</param>
    /// <exception cref="JournalCorruptException">Reports were removed and no base can be read.</exception>
    public static Snapshot? NewestReadable(
        PlaceId hub, IReadOnlyList<(Snapshot Ledger, byte[] Digest)> bases, long removedTo, string store)
    {
        foreach (var (ledger, digest) in bases)
        {
            if (SnapshotDigest.Compute(hub, ledger).AsSpan().SequenceEqual(digest))
            {
                return ledger;
            }
        }

        return removedTo == 0 ? null : throw new JournalCorruptException(
            $"The reports of {hub} up to offset {removedTo} were removed from {store}, and the base that holds their sums "
            + $"{(bases.Count == 0 ? "is missing" : "does not match its checksum")}. Restore the store from a backup.");
    }

    /// <summary>The base that removals rest on: the oldest.</summary>
    /// <exception cref="JournalCorruptException">Reports were removed and it cannot be read.</exception>
    public static Snapshot? Proved(PlaceId hub, IReadOnlyList<(Snapshot Ledger, byte[] Digest)> bases, long removedTo, string store) =>
        removedTo == 0 ? null : NewestReadable(hub, [.. bases.TakeLast(1)], removedTo, store);

    /// <summary>A beginning from its row.</summary>
    public static JournalBeginning BeginningOf(long removedTo, long flows, long newest, long minutes, long hours, long days) =>
        removedTo == 0 ? JournalBeginning.Whole : new JournalBeginning(
            removedTo,
            flows,
            new EventTime(newest),
            new CubeRetention(
                TimeSpan.FromMilliseconds(minutes),
                TimeSpan.FromMilliseconds(hours),
                days == 0 ? null : TimeSpan.FromMilliseconds(days)));

    /// <summary>The shorter horizons of two.</summary>
    public static CubeRetention Shorter(CubeRetention? one, CubeRetention other) => one is null ? other : new CubeRetention(
        one.Minutes < other.Minutes ? one.Minutes : other.Minutes,
        one.Hours < other.Hours ? one.Hours : other.Hours,
        one.Days is null || other.Days < one.Days ? other.Days : one.Days);

    /// <summary>Where the journal begins after a removal.</summary>
    public static JournalBeginning After(JournalBeginning before, JournalRemoval removal, long flows) => new(
        removal.ToOffset,
        checked(before.Flows + flows),
        new EventTime(Math.Max(before.Newest?.UnixMilliseconds ?? long.MinValue, removal.Newest.UnixMilliseconds)),
        Shorter(before.Retention, removal.Retention));

    /// <summary>The three horizons in milliseconds, as rows keep them.</summary>
    public static (long Minutes, long Hours, long Days) MillisecondsOf(CubeRetention retention) => (
        (long)retention.Minutes.TotalMilliseconds,
        (long)retention.Hours.TotalMilliseconds,
        (long)(retention.Days?.TotalMilliseconds ?? 0));

    /// <summary>Another removal was faster.</summary>
    public static JournalConflictException Moved(long expected, long actual) =>
        new($"The journal begins after offset {actual} and not after {expected}: another removal runs. Run it again when that has ended.");

    /// <summary>A hub is not covered.</summary>
    public static InvalidOperationException Uncovered(string hub, long offset) =>
        new($"{hub} has no base that covers its report at offset {offset}: nothing was removed.");

    /// <summary>Rows that should be removed are not there.</summary>
    public static JournalCorruptException Holes(long after, long to, long rows, string store) =>
        new($"Between offsets {after} and {to} of {store} stand {rows} reports instead of {to - after}. Restore the store from a backup.");

    /// <summary>A report as seen by an import into a store that is not empty.</summary>
    public static InvalidOperationException NotEmpty(string store) =>
        new($"{store} holds reports already: nothing can be put before them.");
}
