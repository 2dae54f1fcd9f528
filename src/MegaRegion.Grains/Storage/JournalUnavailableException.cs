namespace MegaRegion.Grains.Storage;

/// <summary>The store cannot be reached or has failed. Whether the write was kept is unknown.</summary>
public sealed class JournalUnavailableException : Exception
{
    /// <summary>An exception with a message that names the place and the cure.</summary>
    public JournalUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public JournalUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
