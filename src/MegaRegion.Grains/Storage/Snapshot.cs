namespace MegaRegion.Grains.Storage;

/// <summary>A grain's state at a position of the journal.</summary>
/// <param name="Offset">Everything up to and with this offset is in it.</param>
/// <param name="Format">Version of the payload's format; a reader that does not know it ignores the snapshot.</param>
/// <param name="Payload">The bytes.</param>
public sealed record Snapshot(long Offset, int Format, byte[] Payload);
