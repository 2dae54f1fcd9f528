namespace MegaRegion.Grains.Storage;

/// <summary>Stored bytes do not match their checksum; the message names the place.</summary>
public sealed class JournalCorruptException : Exception
{
    /// <summary>An exception with a message that names the place and the cure.</summary>
    public JournalCorruptException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public JournalCorruptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
