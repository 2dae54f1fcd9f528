namespace MegaRegion.Storage;

/// <summary>The store cannot be opened as it is; the message names the file and the cure.</summary>
public sealed class StoreStartupException : Exception
{
    /// <summary>An exception with a message that names the place and the cure.</summary>
    public StoreStartupException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public StoreStartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
