namespace MegaRegion.Storage.Backup;

/// <summary>A ledger cannot be copied, or its copy differs from it; the message names the place and the cure.</summary>
public sealed class LedgerCopyException : Exception
{
    /// <summary>An exception with a message.</summary>
    public LedgerCopyException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public LedgerCopyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
