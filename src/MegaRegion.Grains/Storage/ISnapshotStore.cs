using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>
/// Keeps the newest snapshot of each place's grain. Snapshots only shorten recovery: losing one costs time, not data.
/// Thread-safe.
/// </summary>
public interface ISnapshotStore
{
    /// <summary>The newest snapshot, or null when there is none or its bytes do not match their checksum.</summary>
    ValueTask<Snapshot?> ReadAsync(PlaceId owner, CancellationToken cancellationToken);

    /// <summary>Replaces the snapshot unless the stored one reflects a later offset.</summary>
    ValueTask WriteAsync(PlaceId owner, Snapshot snapshot, CancellationToken cancellationToken);
}
