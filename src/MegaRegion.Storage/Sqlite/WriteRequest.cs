using MegaRegion.Storage.Writing;

namespace MegaRegion.Storage.Sqlite;

/// <summary>A piece of work for the writer thread, and the caller who waits for it to be durable.</summary>
/// <param name="bytes">Bytes of payload, for the limits of queue and group.</param>
internal abstract class WriteRequest(long bytes) : QueuedWrite(bytes)
{
    /// <summary>What went wrong in this request alone; null when it is part of the group.</summary>
    public Exception? Refusal { get; private set; }

    /// <summary>
    /// Does the work inside the group's transaction, on the writer thread. A request that throws
    /// <see cref="RefusedWriteException"/> is left out of the group and has left no change behind.
    /// </summary>
    public void Execute(SqliteSession session)
    {
        try
        {
            Work(session);
        }
        catch (RefusedWriteException refused)
        {
            Refusal = refused.Reason;
        }
    }

    /// <summary>Tells the caller that the work is durable, or why it was refused.</summary>
    public abstract void Complete();

    /// <summary>The work.</summary>
    protected abstract void Work(SqliteSession session);
}
