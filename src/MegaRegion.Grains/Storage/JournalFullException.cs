namespace MegaRegion.Grains.Storage;

/// <summary>No space is left in the store. Nothing was kept.</summary>
public sealed class JournalFullException : Exception
{
    /// <summary>An exception with a message that names the place and the cure.</summary>
    public JournalFullException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public JournalFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
