namespace MegaRegion.Grains.Storage;

/// <summary>Another writer has written to the hub: the append is fenced. Nothing was kept.</summary>
public sealed class JournalConflictException : Exception
{
    /// <summary>An exception with a message that names the place and the cure.</summary>
    public JournalConflictException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public JournalConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
