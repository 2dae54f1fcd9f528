namespace MegaRegion.Grains.Retention;

/// <summary>How far a compaction is: each report counts when it was found, folded, proved and removed.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps to do, as far as is known.</param>
public readonly record struct CompactionProgress(long Done, long Total);
