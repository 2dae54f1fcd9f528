namespace MegaRegion.Grains.Storage;

/// <summary>Reports that were asked for have been removed from the journal; the message names the first that is there.</summary>
public sealed class JournalTruncatedException : Exception
{
    /// <summary>An exception for a reader who asked for reports after an offset.</summary>
    /// <param name="afterOffset">Where the reader wanted to begin.</param>
    /// <param name="removedTo">What was removed.</param>
    public JournalTruncatedException(long afterOffset, long removedTo)
        : base($"The journal begins at position {removedTo + 1}: reports from {afterOffset + 1} on were asked for, and those up to {removedTo} were removed from it. Read after position {removedTo}.") =>
        FirstOffset = removedTo + 1;

    /// <summary>The first offset that is there.</summary>
    public long FirstOffset { get; }
}
