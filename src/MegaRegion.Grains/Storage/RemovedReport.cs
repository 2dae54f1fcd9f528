namespace MegaRegion.Grains.Storage;

/// <summary>A report that was removed from the journal, met again.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="IsSame">Whether the body is the one that was recorded.</param>
public readonly record struct RemovedReport(long Offset, bool IsSame);
