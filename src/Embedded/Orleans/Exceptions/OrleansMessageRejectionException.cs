namespace Orleans.Runtime;

/// <summary>A call was refused before it ran.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>An error without a message of its own.</summary>
    public OrleansMessageRejectionException()
    {
    }

    /// <summary>An error with a message.</summary>
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
