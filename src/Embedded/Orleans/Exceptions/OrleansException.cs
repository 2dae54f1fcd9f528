namespace Orleans.Runtime;

/// <summary>Base of the engine's own errors.</summary>
public class OrleansException : Exception
{
    /// <summary>An error without a message of its own.</summary>
    public OrleansException()
    {
    }

    /// <summary>An error with a message.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
