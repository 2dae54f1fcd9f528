using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A write met another version than the one read. If it leaves a request of the activation it happened in, that
/// activation ends, so that the next one reads afresh.
/// </summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>An error without a message of its own.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>An error with a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>An error with both versions.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>An error with both versions and its cause.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The version in storage.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version the writer had.</summary>
    public string? CurrentEtag { get; }

    // Cleared once the activation it happened in has been ended, so that callers it passes through stay alive.
    internal bool IsSourceActivation { get; set; } = true;
}
