namespace Orleans.Runtime;

/// <summary>The host that should run the call has stopped or is stopping.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>An error without a message of its own.</summary>
    public SiloUnavailableException()
    {
    }

    /// <summary>An error with a message.</summary>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
