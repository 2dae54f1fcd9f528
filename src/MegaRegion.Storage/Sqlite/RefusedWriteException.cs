namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// Thrown by a write that cannot be made and has left no change behind: its caller gets <paramref name="reason"/>, and
/// the rest of the group goes on. Never leaves the store.
/// </summary>
internal sealed class RefusedWriteException(Exception reason) : Exception(reason.Message, reason)
{
    /// <summary>What the caller gets.</summary>
    public Exception Reason { get; } = reason;
}
