using System.Diagnostics;

namespace MegaRegion.Storage.Writing;

/// <summary>A write that waits for a group commit, and its caller.</summary>
/// <param name="bytes">Bytes of payload, for the limits of queue and group.</param>
internal abstract class QueuedWrite(long bytes)
{
    /// <summary>Bytes of payload.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>The caller's span, which the commit's span links to.</summary>
    public ActivityContext Caller { get; } = Activity.Current?.Context ?? default;

    /// <summary>Tells the caller that the write was not made.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Tells the caller that the write was given up before it was queued.</summary>
    public abstract void Cancel(CancellationToken cancellationToken);
}
