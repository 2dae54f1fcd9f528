using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage;

/// <summary>Why an append is fenced, in the same words in every store.</summary>
internal static class JournalConflicts
{
    private const string Cure = "another writer owns the hub. Recover the hub from the journal.";

    /// <summary>The writer has missed a report of another one.</summary>
    public static JournalConflictException Missed(PlaceId hub, long afterOffset, long lastOffset) =>
        new($"The part of {hub} ends at offset {lastOffset}, its writer knows it up to {afterOffset}: {Cure}");

    /// <summary>The sequence has been recorded.</summary>
    public static JournalConflictException Recorded(PlaceId hub, JournalRecord record) =>
        new($"Report {record.Sequence} of producer {record.Producer} of {hub} is in the journal already: {Cure}");
}
