namespace Orleans.Runtime;

/// <summary>The client object behind an observer reference is gone.</summary>
public sealed class ClientNotAvailableException : OrleansException
{
    /// <summary>An error without a message of its own.</summary>
    public ClientNotAvailableException()
    {
    }

    /// <summary>An error with a message.</summary>
    public ClientNotAvailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public ClientNotAvailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
