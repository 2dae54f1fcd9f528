namespace MegaRegion.Grains.Retention;

/// <summary>What a compaction did.</summary>
/// <param name="Removed">Reports removed by it.</param>
/// <param name="FirstPosition">The first position of the journal now.</param>
/// <param name="Head">The newest position.</param>
/// <param name="Hubs">Hubs whose bases were made and proved.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CompactionResult(long Removed, long FirstPosition, long Head, int Hubs, TimeSpan Duration);
