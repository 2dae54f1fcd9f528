using System.ComponentModel.DataAnnotations;

namespace MegaRegion.Storage.Writing;

/// <summary>The limits of a store's group commit.</summary>
public abstract class GroupCommitOptions
{
    /// <summary>Writes that may wait for a commit; further callers wait for room. Default 8,192.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueuedWrites { get; set; } = 8_192;

    /// <summary>
    /// Bytes of payload that may wait for a commit; further callers wait for room. One larger write is let in alone.
    /// Default 64 MiB.
    /// </summary>
    [Range(1, long.MaxValue)]
    public long MaxQueuedBytes { get; set; } = 64L << 20;

    /// <summary>Writes that may share one commit. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int MaxGroupWrites { get; set; } = 4_096;

    /// <summary>Bytes of payload that may share one commit. One larger write commits alone. Default 16 MiB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxGroupBytes { get; set; } = 16L << 20;
}
