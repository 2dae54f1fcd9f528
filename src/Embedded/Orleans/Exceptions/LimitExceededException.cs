namespace Orleans.Runtime;

/// <summary>A configured limit, such as requests waiting at a grain, is reached.</summary>
public sealed class LimitExceededException : OrleansException
{
    /// <summary>An error without a message of its own.</summary>
    public LimitExceededException()
    {
    }

    /// <summary>An error with a message.</summary>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
