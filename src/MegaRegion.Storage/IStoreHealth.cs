namespace MegaRegion.Storage;

/// <summary>Whether the store still writes, for readiness checks and for the host that ends with a failed store.</summary>
public interface IStoreHealth
{
    /// <summary>
    /// Cancelled when the store has failed and fenced itself: nothing more is written until the process starts anew,
    /// because after a failed fsync nobody knows what is on the disk. A full disk does not fence.
    /// </summary>
    CancellationToken Fenced { get; }

    /// <summary>
    /// Why the store takes no writes now; null while it does. Besides fencing: the database cannot be reached, or is
    /// read-only. It may end by itself.
    /// </summary>
    string? Problem { get; }
}
